"""What the network marks on a page: tokens with a role, the mentions they make, and what is said of these."""
