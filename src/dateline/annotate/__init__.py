"""Repaired text to a page: sentences, tokens, parse and names. The statistical model lives here and nowhere else."""

from dateline.annotate.annotator import annotate, annotate_all, pipeline, spare_what_stays

__all__ = ["annotate", "annotate_all", "pipeline", "spare_what_stays"]
