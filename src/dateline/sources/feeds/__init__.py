"""News that comes as XML or mail: feeds, agency items, newsletters."""
