"""newsroom: a terminal reader for people who work with news."""

__version__ = "0.1.0"
