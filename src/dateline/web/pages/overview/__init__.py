"""The first page: timeline, toll, map and list of the events that somebody asks for."""
