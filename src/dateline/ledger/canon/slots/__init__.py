"""How the tellings of many reports become one value a slot: numbers, days, places, parties, arms."""
