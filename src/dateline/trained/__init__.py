"""A small trained reader: what it marks on a page, which incidents these tell, what it adds to the rules."""

from dateline.trained.incidents import find
from dateline.trained.propose import add

__all__ = ["add", "find"]
