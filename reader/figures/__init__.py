"""Text in, figures out: every number of a story as a checked fact.  Pure functions of the text."""

from reader.figures.extract import find_figures
from reader.figures.grouping import FigureGroup, group_figures
from reader.figures.sums import SumCheck, check_sums

__all__ = ["FigureGroup", "SumCheck", "check_sums", "find_figures", "group_figures"]
