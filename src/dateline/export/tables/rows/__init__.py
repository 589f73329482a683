"""The rows of every table, and what their columns mean."""
