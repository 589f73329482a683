"""What comes from outside and must stay there: bombs, addresses that lead inside, requests of strangers."""
