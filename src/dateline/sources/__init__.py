"""Bytes to reports: every input gives exactly one report, or one refusal with its reason."""

from dateline.sources.inputs import read_sources

__all__ = ["read_sources"]
