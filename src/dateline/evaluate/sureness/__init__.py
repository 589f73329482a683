"""How sure figures are: intervals around what was measured, and what a score of a value is worth."""
