"""Measurements that are run by hand and quoted; never part of the tests. See `python -m tests.bench`."""
