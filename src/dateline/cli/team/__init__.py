"""`dateline serve --team`, `dateline users` and `dateline audit`: a ledger that several people work on."""
