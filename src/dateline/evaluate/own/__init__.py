"""A table that a user has coded from reports of their own: read by a map of its columns, and scored against."""
