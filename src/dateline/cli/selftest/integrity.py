"""I: stub for the loader."""
