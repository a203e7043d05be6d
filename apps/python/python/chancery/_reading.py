"""How is a text read? One becomes a record, many become a list of records."""

from __future__ import annotations

import datetime
import itertools
import os
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sized
from typing import Any, overload

from . import _chancery, _json, _settings
from ._progress import Progress
from ._settings import PathLike
from .errors import InputError, InputWarning
from .records import Producer, Record

Item = str | bytes | Mapping[str, Any] | os.PathLike[str]
"""A text; the bytes of a text or page in any charset; a mapping with fields; or the path of a file or folder."""

_AT_ONCE = 256
"""Texts that are read at once: enough for many cores, few enough that Ctrl-C need not wait for long."""


@overload
def read(  # type: ignore[overload-overlap]  # a text is an iterable of texts, too
    texts: str | bytes | Mapping[str, Any],
    *,
    columns: Mapping[str, str] | None = ...,
    threads: int | None = ...,
    precise: bool = ...,
    min_confidence: float = ...,
    actors: PathLike | None = ...,
    progress: bool = ...,
) -> Record: ...


@overload
def read(
    texts: os.PathLike[str] | Iterable[Item],
    *,
    columns: Mapping[str, str] | None = ...,
    threads: int | None = ...,
    precise: bool = ...,
    min_confidence: float = ...,
    actors: PathLike | None = ...,
    progress: bool = ...,
) -> list[Record]: ...


def read(
    texts: Item | Iterable[Item],
    *,
    columns: Mapping[str, str] | None = None,
    threads: int | None = None,
    precise: bool = False,
    min_confidence: float = 0.0,
    actors: PathLike | None = None,
    progress: bool = False,
) -> Record | list[Record]:
    """Reads a text, or many.

    ``texts`` is a text (``str``); the bytes of a text or page in any charset (``bytes``); a mapping with the fields that
    a line of JSON would have (``text`` or ``body``, ``title``, ``date``, ``url``, ``outlet``, ``author``, ``language``,
    ``id``); a ``pathlib.Path`` of a file or folder of any format that ``chancery read`` knows; or an iterable of these.
    One text gives a ``Record``. An iterable or a path gives a list: a record for each text, in order, and all records of
    a path's files.

    - ``columns``: names of fields that are not the usual ones, as in ``{"text": "story"}``.
    - ``threads``: how many texts are read at once; all cores where nothing is said.
    - ``precise``: keep only claims of which the program is sure.
    - ``min_confidence``: keep only events of which it is as sure as this, 0 to 1.
    - ``actors``: a CSV of office-holders and bodies that come before the program's own.
    - ``progress``: show how far it is.

    What is odd about a text is never an error: see ``record.remarks``. Raises ``InputError`` where a path cannot be read
    or an item is none of the above, ``SettingError`` where a setting says what cannot be. Of a path's files, those that
    cannot be read give an ``InputWarning`` while there are others.

    >>> chancery.read("France's envoy met Ghana's president in Accra.").events[0].type
    'CONSULT'
    >>> records = chancery.read([{"id": "7", "text": story, "outlet": "Sahel Wire"} for story in stories])
    """
    settings: dict[str, Any] = {
        "columns": columns,
        "threads": threads,
        "precise": precise,
        "min_confidence": min_confidence,
        "actors": actors,
        "progress": progress,
    }
    if isinstance(texts, (str, bytes, Mapping)):
        return next(read_each([texts], **settings))
    return list(read_each([texts] if isinstance(texts, os.PathLike) else texts, **settings))


def read_each(
    texts: Iterable[Item],
    *,
    columns: Mapping[str, str] | None = None,
    threads: int | None = None,
    precise: bool = False,
    min_confidence: float = 0.0,
    actors: PathLike | None = None,
    progress: bool = False,
) -> Iterator[Record]:
    """Reads many texts and gives their records one after the other, in their order, as they are made.

    Arguments and errors are those of ``read``. Memory does not grow with the number of texts.

    >>> with open("records.jsonl", "w") as out:
    ...     for record in chancery.read_each(Path("news").glob("*.html")):
    ...         print(record.to_json(), file=out)
    """
    reader = _settings.reader(precise, min_confidence, actors)
    names = _settings.columns(columns)
    total = len(texts) if isinstance(texts, Sized) else None
    return _read_each(reader, texts, names, threads, Progress(progress, total, "texts"))


def _read_each(
    reader: _chancery.Reader,
    texts: Iterable[Item],
    columns: str,
    threads: int | None,
    progress: Progress,
) -> Iterator[Record]:
    with progress:
        for is_path, group in itertools.groupby(texts, key=lambda item: isinstance(item, os.PathLike)):
            if is_path:
                for path in group:
                    yield from _files(reader, path, columns, threads)  # type: ignore[arg-type]
                    progress.advance(1)
                continue
            while given := [_row(item) for item in itertools.islice(group, _AT_ONCE)]:
                for line, sentences in reader.read(given, columns, threads):
                    progress.advance(1)
                    yield _json.record(line, sentences)


def _files(
    reader: _chancery.Reader, path: os.PathLike[str], columns: str, threads: int | None
) -> Iterator[Record]:
    refused: list[str] = []
    some = False
    for found in reader.files([os.fspath(path)], columns, threads):
        if isinstance(found[1], str):
            refused.append(f"{found[0]}: {found[1]}")
            if some or len(refused) > 1:
                warnings.warn(refused[-1], InputWarning, stacklevel=4)
            continue
        some = True
        yield _json.record(*found)
    if refused and not some:
        raise InputError(refused[0])
    if refused:
        warnings.warn(refused[0], InputWarning, stacklevel=4)


def _row(item: Any) -> dict[str, Any]:
    """A mapping of plain values."""
    if isinstance(item, (str, bytes)):
        return {"text": item}
    if isinstance(item, Mapping):
        return {name: value for name, value in ((n, _value(v)) for n, v in item.items()) if value is not None}
    if isinstance(item, bytearray):
        return {"text": bytes(item)}
    what = type(item).__name__
    raise InputError(f"expected a text, bytes, a mapping with fields or a path; what came is {what}: {item!r:.60}")


def _value(value: Any) -> Any:
    if isinstance(value, (str, bytes)) or value is None:
        return value
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return ", ".join(part for part in value if isinstance(part, str)) or None
    if isinstance(value, int) and not isinstance(value, bool) and -(2**63) <= value < 2**63:
        return value
    return None


def producer(
    *, precise: bool = False, min_confidence: float = 0.0, actors: PathLike | None = None
) -> Producer:
    """What stands in every record that is made with these settings: version, and hashes of weights and rules."""
    return Producer(*_settings.reader(precise, min_confidence, actors).producer())
