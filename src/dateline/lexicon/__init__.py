"""What words mean: data files, and the loader that refuses an unproven rule."""

from dateline.lexicon.rules import REGISTRY, Matcher, Rule, catalogue, data, load, rule, words

__all__ = ["REGISTRY", "Matcher", "Rule", "catalogue", "data", "load", "rule", "words"]
