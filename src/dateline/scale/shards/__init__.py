"""Many reports in shards: each is read by itself, wherever that is, written whole or not at all, and gathered later."""
