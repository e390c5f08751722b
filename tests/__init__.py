"""The reader's tests."""
