"""Web pages: the story, what the page says of itself, and what it hides from a reader's eye."""
