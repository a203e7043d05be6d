"""What can go wrong? One class for each who must act; the words are those of the command line."""

__all__ = [
    "Error",
    "FileError",
    "InputError",
    "InputWarning",
    "LoadError",
    "QueryError",
    "SettingError",
    "StoreError",
]


class Error(Exception):
    """What Chancery raises. What is odd about a *text* is never an error: it is a remark of its record."""


class LoadError(Error):
    """The package itself is broken: install it anew."""


class SettingError(Error, ValueError):
    """An argument says what cannot be; the words tell what is allowed."""


class InputError(Error, ValueError):
    """What came in cannot be read: a table without texts, a file that is not there or not in its format."""


class FileError(Error, OSError):
    """A file that an argument names cannot be used."""


class QueryError(Error, ValueError):
    """A question to a store is not allowed, not possible, or takes too much time or memory."""


class StoreError(Error):
    """A store cannot do what was asked: it is not there, is being written to, or is damaged."""


class InputWarning(UserWarning):
    """One of many inputs could not be read; the others were."""
