"""MUC-4: messages as reports, what was read as templates, and the scorer that judges these."""
