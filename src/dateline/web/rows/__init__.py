"""The ledger's events as rows and sums, for the page's own scripts and for others: the JSON API."""
