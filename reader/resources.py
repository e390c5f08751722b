"""Find the folders that ship beside the code: `styles` and `seeds`."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resource_dir(name: str) -> Path:
    """The folder `name` as installed (inside the package) or as checked out (beside it).

    A wheel carries the folder as `reader/NAME`; an editable install imports the package from the
    checkout, where it stands at the top level. Raises FileNotFoundError when neither exists.
    """
    for candidate in (_PACKAGE / name, _PACKAGE.parent / name):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"The folder {name!r} is missing from this installation; install newsroom-reader again.")
