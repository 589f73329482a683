"""Bytes to reports: every input gives exactly one report, or one refusal with its reason."""

from dateline.sources.inputs import given_report, read_sources

__all__ = ["given_report", "read_sources"]
