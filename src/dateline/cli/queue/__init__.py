"""Many reports on many machines: `dateline read --shard` for batch queues, `--on dask`, and `dateline gather`."""
