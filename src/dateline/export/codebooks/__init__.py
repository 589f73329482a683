"""Rows as the codebooks of the field have them: ACLED, UCDP GED, GTD, PLOVER. Each file is one codebook."""
