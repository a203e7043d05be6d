"""What do the arguments that every call has mean?"""

from __future__ import annotations

import os
from collections.abc import Mapping

from . import _chancery
from .errors import SettingError

PathLike = str | os.PathLike[str]

FIELDS = ("id", "text", "title", "date", "url", "outlet", "author", "language")


def reader(precise: bool, min_confidence: float, actors: PathLike | None) -> _chancery.Reader:
    """The loaded pipeline with these settings; loaded once, and kept."""
    return _chancery.Reader(bool(precise), float(min_confidence), None if actors is None else os.fspath(actors))


def columns(given: Mapping[str, str] | None) -> str:
    """Names of columns as the command line takes them: ``text=body,date=when``."""
    pairs = dict(given or {})
    for field, name in pairs.items():
        if field not in FIELDS:
            raise SettingError(f"columns: {field!r} is no field; there are: {', '.join(FIELDS)}")
        if not isinstance(name, str) or "," in name or not name.strip():
            raise SettingError(f"columns: {name!r} cannot be named here; rename the column")
    return ",".join(f"{field}={name}" for field, name in pairs.items())
