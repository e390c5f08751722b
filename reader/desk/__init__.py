"""What a person does: add, refresh, list, open, mark, cite. Called by the screens and the commands alike."""

from reader.desk.addresses import AddressError
from reader.desk.articles import Articles
from reader.desk.browser import BrowserError, open_link
from reader.desk.desk import Desk
from reader.desk.marks import Marks
from reader.desk.refresh import Progress, Refreshed

__all__ = ["AddressError", "Articles", "BrowserError", "Desk", "Marks", "Progress", "Refreshed", "open_link"]
