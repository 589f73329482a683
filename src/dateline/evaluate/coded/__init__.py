"""Sets that people have coded by hand: read from the folder of a user who has them, and scored against."""
