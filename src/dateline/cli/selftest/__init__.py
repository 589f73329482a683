"""What Dateline promises, each with the test that prints its figure: `dateline selftest`."""
