"""Every table of a ledger as it is: CSV, Excel, Parquet, JSON lines."""
