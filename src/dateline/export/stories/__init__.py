"""Events and their sources for those who tell them: timelines, calendars, bibliographies."""
