"""Totals told as figures: "the toll stands at 14", figures that replace others, and bare answers to "how many"."""
