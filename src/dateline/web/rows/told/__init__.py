"""What the API answers, described once: the same models check the answers and make /api/openapi.json."""
