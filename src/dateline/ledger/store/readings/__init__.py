"""Readings of reports as rows, and rows as readings."""
