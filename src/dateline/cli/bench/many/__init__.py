"""Measurements of many reports: `dateline bench scale`."""
