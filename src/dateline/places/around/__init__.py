"""What the words around a name say of it: that something is there, what kind of place it is, or that it is none."""

from dateline.places.around.beside import (
    apposed,
    beside,
    halved,
    is_in_longer,
    is_of_next,
    is_of_organisation,
    kind_told,
    led,
)
from dateline.places.around.villages import TWICE, is_garrisoned, is_listed, is_martial, joined, placings

__all__ = [
    "TWICE",
    "apposed",
    "beside",
    "halved",
    "is_garrisoned",
    "is_in_longer",
    "is_listed",
    "is_martial",
    "is_of_next",
    "is_of_organisation",
    "joined",
    "kind_told",
    "led",
    "placings",
]
