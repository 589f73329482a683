"""Measures one room at a time against texts in which people have marked words: dates, attributions, places."""
