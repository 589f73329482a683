"""A real browser in which hostile reports are looked at: nothing of them runs."""
