"""What is taken away: disagreement stays in it, and a stranger can check it."""
