"""Text in, names and quotes out: who is in a story and who said what.  Pure functions of the text."""

from reader.voices.attribution import attribute
from reader.voices.find import find_voices

__all__ = ["attribute", "find_voices"]
