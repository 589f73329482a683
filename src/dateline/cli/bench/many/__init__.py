"""Measurements of many reports, and of what reads them otherwise: `dateline bench scale`, `dateline bench rivals`."""
