"""The local page: timeline, map and toll, every value beside its words, and a reviewer's corrections. Offline."""
