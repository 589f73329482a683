"""Agreement of two coders beyond chance: Cohen's kappa for names, Krippendorff's alpha for numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence


def kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """Return Cohen's kappa of two coders who name the same things.

    Args:
        pairs: what each of them said of one thing.

    Returns:
        From -1 to 1; None where there is nothing to agree on by chance (no pair, or one name only).

    Source: Cohen 1960.

    >>> kappa([("a", "a"), ("b", "b"), ("a", "b"), ("b", "b")])
    0.5
    """
    count = len(pairs)
    if not count:
        return None
    one, other = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    observed = sum(a == b for a, b in pairs) / count
    chance = sum(one[name] * other[name] for name in one) / count**2
    return None if chance == 1 else (observed - chance) / (1 - chance)


def alpha(pairs: Sequence[tuple[float, float]]) -> float | None:
    """Return Krippendorff's alpha of two coders who give numbers, the difference squared (interval metric).

    Args:
        pairs: what each of them said of one thing.

    Returns:
        At most 1; None where all numbers are one number, or there is no pair.

    Source: Krippendorff 2011, Computing Krippendorff's Alpha-Reliability.

    >>> alpha([(1, 1), (2, 2), (3, 3)]), round(alpha([(1, 2), (2, 1), (3, 3)]), 3)
    (1.0, 0.583)
    """
    values = [float(value) for pair in pairs for value in pair]
    count = len(values)
    if not count:
        return None
    # The sum over all pairs of values of their difference squared, without going through all pairs.
    apart = 2 * (count * sum(v * v for v in values) - sum(values) ** 2)
    if not apart:
        return None
    observed = sum(2 * (a - b) ** 2 for a, b in pairs) / count
    return 1 - observed / (apart / (count * (count - 1)))
