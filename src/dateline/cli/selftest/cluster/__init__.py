"""What is promised of many machines, tried with Dask on this one."""
