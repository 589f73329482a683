"""Evidence packs: everything that events rest on in one zip file, which anybody can check with Python alone."""
