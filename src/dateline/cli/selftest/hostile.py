"""H: stub for the loader."""
