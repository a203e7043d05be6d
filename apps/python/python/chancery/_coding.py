"""How is a table coded? It comes and goes by the Arrow PyCapsule interface, which all libraries of tables know."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeVar

from . import _chancery, _settings
from ._settings import PathLike
from .errors import Error, InputError

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

Rows = Literal["events", "dispatches"]

_T = TypeVar("_T")


class ArrowStream(Protocol):
    """A table of any library: polars, pandas, pyarrow, DuckDB."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...


class ArrowArray(Protocol):
    """One part of a table: a record batch."""

    def __arrow_c_array__(self, requested_schema: object | None = None) -> tuple[object, object]: ...


class Shape:
    """Names and types of columns. It has ``__arrow_c_schema__``: ``pyarrow.schema(shape)``."""

    __slots__ = ("_inner",)

    def __init__(self, inner: _chancery.Shape) -> None:
        self._inner = inner

    def __arrow_c_schema__(self) -> object:
        return self._inner.__arrow_c_schema__()

    @property
    def names(self) -> list[str]:
        """The columns' names."""
        return [name for name, _, _ in self._inner.fields()]

    def __iter__(self) -> Iterator[tuple[str, str, bool]]:
        """Name, Arrow's type and whether it may be null, column by column."""
        return iter(self._inner.fields())

    def __len__(self) -> int:
        return len(self._inner.fields())

    def __repr__(self) -> str:
        shown = (f"{name}: {kind}{' or null' if null else ''}" for name, kind, null in self)
        return "\n".join(shown)

    def to_arrow(self) -> pyarrow.Schema:
        """As pyarrow's schema."""
        return _library("pyarrow", "to_arrow").schema(self)


class _Columnar:
    """What has columns and hands them over in capsules."""

    __slots__ = ("_inner",)
    _inner: _chancery.Table | _chancery.Stream

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self._inner.__arrow_c_stream__(requested_schema)

    def __arrow_c_schema__(self) -> object:
        return self._inner.__arrow_c_schema__()

    @property
    def schema(self) -> Shape:
        """Names and types of its columns."""
        return Shape(self._inner.shape)

    @property
    def columns(self) -> list[str]:
        """The columns' names."""
        return self.schema.names


class Table(_Columnar):
    """A table in memory, to be read as often as one likes.

    It has ``__arrow_c_stream__``: ``polars.DataFrame(table)``, ``pyarrow.table(table)`` and DuckDB's
    ``FROM table`` take it as it is, without a copy. ``rows()`` needs no library.
    """

    __slots__ = ()
    _inner: _chancery.Table

    def __init__(self, inner: _chancery.Table) -> None:
        self._inner = inner

    def __len__(self) -> int:
        return len(self._inner)

    def rows(self) -> list[dict[str, Any]]:
        """Its rows as dictionaries of plain values: ``str``, ``int``, ``float``, ``datetime.date``, ``None`` …"""
        return self._inner.rows()

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self.rows())

    def to_arrow(self) -> pyarrow.Table:
        """As pyarrow's table."""
        return _library("pyarrow", "to_arrow").table(self)

    def to_polars(self) -> polars.DataFrame:
        """As polars' data frame."""
        return _library("polars", "to_polars").DataFrame(self)

    def to_pandas(self) -> pandas.DataFrame:
        """As pandas' data frame; needs pyarrow, too."""
        _library("pandas", "to_pandas")
        return self.to_arrow().to_pandas()

    def __repr__(self) -> str:
        return f"<chancery.Table of {len(self)} rows: {', '.join(self.columns)}>"


class Stream(_Columnar):
    """A table that is coded as it is read, and so can be read once. Memory does not grow with it.

    It has ``__arrow_c_stream__``: ``polars.DataFrame(stream)``, ``pyarrow.table(stream)``,
    ``pyarrow.RecordBatchReader.from_stream(stream)``. Iterated, it gives rows as dictionaries. ``read_all()`` gives a
    ``Table`` that can be read again. An error ends it: the libraries say it in their own classes, the methods here raise
    ``chancery.InputError``; Ctrl-C ends it, too.
    """

    __slots__ = ()
    _inner: _chancery.Stream

    def __init__(self, inner: _chancery.Stream) -> None:
        self._inner = inner

    def parts(self) -> Iterator[Table]:
        """The table in parts, as they are made."""
        while (part := self._inner.next_part()) is not None:
            yield Table(part)

    def read_all(self) -> Table:
        """The whole table, in memory."""
        return Table(self._inner.read_all())

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for part in self.parts():
            yield from part

    def to_arrow(self) -> pyarrow.Table:
        """As pyarrow's table."""
        return self._made(_library("pyarrow", "to_arrow").table)

    def to_polars(self) -> polars.DataFrame:
        """As polars' data frame."""
        return self._made(_library("polars", "to_polars").DataFrame)

    def to_pandas(self) -> pandas.DataFrame:
        """As pandas' data frame; needs pyarrow, too."""
        _library("pandas", "to_pandas")
        return self.to_arrow().to_pandas()

    def __repr__(self) -> str:
        return f"<chancery.Stream, to be read once: {', '.join(self.columns)}>"

    def _made(self, make: Callable[[Stream], _T]) -> _T:
        """What a library makes of it; what ended it before its time is raised as what it is."""
        try:
            return make(self)
        except Exception as theirs:
            ours = self._inner.failure()
            if ours is None:
                raise
            raise ours from theirs


def code(
    table: ArrowStream | ArrowArray | Iterable[Mapping[str, Any]],
    *,
    rows: Rows = "events",
    columns: Mapping[str, str] | None = None,
    threads: int | None = None,
    precise: bool = False,
    min_confidence: float = 0.0,
    actors: PathLike | None = None,
) -> Stream:
    """Codes a table of dispatches.

    ``table`` is anything with ``__arrow_c_stream__`` or ``__arrow_c_array__`` (a data frame of polars or of pandas from
    2.2, a table, batch or reader of pyarrow, a relation of DuckDB), or an iterable of mappings. A column holds the texts:
    ``text``, ``body``, ``content`` or another name in common use, or the one that ``columns`` names, as in
    ``{"text": "story"}``. ``id``, ``title``, ``date``, ``url``, ``outlet``, ``author`` and ``language`` are read where
    they are there; other columns are passed over.

    - ``rows="events"``: a row an event, in flat columns with signed integers; ``id`` is that of its dispatch.
    - ``rows="dispatches"``: a row for each row, in order, with its ``record`` as a line of JSON and a list of its
      ``events``. Written to Parquet, ``chancery ingest --segments`` takes them into a store.
    - ``threads``: all cores where nothing is said. The interpreter is free meanwhile.
    - ``precise``, ``min_confidence``, ``actors``: as in ``read``.

    The answer is coded as it is read, part by part, and can be read once: ``.to_polars()``, ``.to_pandas()``,
    ``.to_arrow()``, ``.read_all()``. It is the same to the byte as that of ``chancery code``, whatever the threads.

    Raises ``InputError`` where no column holds texts or a column is of a type that cannot be read.

    >>> events = chancery.code(polars.read_parquet("news.parquet"), columns={"text": "story"}).to_polars()
    """
    reader = _settings.reader(precise, min_confidence, actors)
    if not hasattr(table, "__arrow_c_stream__") and not hasattr(table, "__arrow_c_array__"):
        table = _mappings(table)
    return Stream(reader.code(table, rows, _settings.columns(columns), threads))


def _mappings(given: Any) -> list[dict[str, Any]]:
    from ._reading import _row

    wrong = f"expected a table (polars, pandas, pyarrow, DuckDB) or mappings; what came is {type(given).__name__}"
    if isinstance(given, (str, bytes, Mapping)) or not isinstance(given, Iterable):
        raise InputError(wrong)
    items = list(given)
    if not all(isinstance(item, Mapping) for item in items):
        raise InputError(wrong)
    return [_row(item) for item in items]


def schema(rows: Rows = "events") -> Shape:
    """The columns that ``code`` gives: ``pyarrow.schema(chancery.schema("events"))``."""
    return Shape(_chancery.schema(rows))


def _library(name: str, method: str) -> Any:
    import importlib

    try:
        return importlib.import_module(name)
    except ImportError as why:
        raise Error(f"{method}() needs {name}: pip install {name}") from why
