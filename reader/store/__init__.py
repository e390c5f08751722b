"""Where what is read is kept: one SQLite file behind one protocol."""
