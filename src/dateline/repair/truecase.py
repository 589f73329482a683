"""Truecase."""

from dateline.model.page import Edit


def truecase(text: str) -> list[Edit]:
    return []
