"""Measures the reading: speed, and agreement with sets that people have coded by hand."""
