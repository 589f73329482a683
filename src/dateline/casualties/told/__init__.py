"""The constructions that tell of harm: verbs, other statements, and figures that stand apart from the people."""
