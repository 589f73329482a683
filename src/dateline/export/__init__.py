"""Ledger to files, one file a format."""
