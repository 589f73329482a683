"""What a map says in columns: of events and areas, and in the tables behind them."""
