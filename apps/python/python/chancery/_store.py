"""How is an archive of many dispatches asked and filled?"""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from . import _chancery, _json, _settings
from ._coding import Table
from ._progress import Progress
from ._settings import PathLike
from .errors import InputWarning
from .records import Record, Span

_COMMIT_EVERY = 512
"""Dispatches after which what was read is brought to the disk, as on the command line."""


@dataclass(frozen=True, slots=True)
class Found:
    """Where a phrase stands."""

    dispatch: int
    """The dispatch's number in the store."""
    id: str
    origin: str
    title: str | None
    outlet: str | None
    published: str | None
    span: Span
    context: str
    """The words around it, on one line."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What somebody said is right of an event; it is worked into the record."""

    id: int
    event: str
    field: str
    was: str | None
    value: str | None
    by: str
    why: str
    at: str


@dataclass(frozen=True, slots=True)
class Stored:
    """A dispatch of a store: its record, and what only the store knows."""

    number: int
    """From 1, in the order in which dispatches came."""
    run: int
    """The run that coded it."""
    record: Record
    read_at: str
    """When the store took it, UTC."""
    outlet_country: str | None
    outlet_kind: str | None
    corrections: tuple[Correction, ...]
    incidents: tuple[int | None, ...]
    """For each event of the record, the number of the incident that it belongs to."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What came of an ingest."""

    inputs: int
    """Inputs that were read to their end."""
    skipped: int
    """Inputs that were read before and have not changed."""
    new: int
    """Dispatches that are new."""
    known: int
    """Dispatches whose text was known."""
    repeats: int
    """New dispatches that repeat an earlier one closely."""
    events: int
    claims: int
    refused: dict[str, int]
    """What could not be read, by reason."""


class Panel(Table):
    """Dyads by period, with what its columns mean."""

    __slots__ = ("codebook",)

    def __init__(self, inner: _chancery.Table, codebook: str) -> None:
        super().__init__(inner)
        self.codebook = codebook


class Store:
    """An archive of dispatches: a folder, as ``chancery ingest --store`` makes it.

    Every question is answered from what is there at that moment; a store may be asked while another process fills it.
    """

    __slots__ = ("_inner", "folder")

    def __init__(self, folder: PathLike) -> None:
        self.folder = os.fspath(folder)
        self._inner = _chancery.Store(self.folder)

    def __repr__(self) -> str:
        return f"chancery.open({self.folder!r})"

    def __len__(self) -> int:
        """How many dispatches there are."""
        return self._inner.dispatches()

    def sql(self, query: str, *, run: int | None = None, timeout: int = 60, memory: int = 1024) -> Table:
        """Answers a question in SQL; nothing is ever written.

        Tables and functions: ``docs/reference/sql.md``, or ``chancery schema``.

        - ``run``: codings of this run; for each dispatch the newest where nothing is said.
        - ``timeout``: seconds after which the question is given up.
        - ``memory``: megabytes that it may use, and its answer again.

        Raises ``QueryError`` where the question is not allowed, wrong, or takes too much; ``StoreError`` where there is
        no store.

        >>> store.sql("SELECT day, actors, type, recipients FROM events ORDER BY day").to_pandas()
        """
        return Table(self._inner.sql(query, run, timeout, memory))

    def panel(
        self,
        *,
        period: Literal["day", "week", "month", "year"] = "month",
        side: Literal["country", "actor"] = "country",
        by: Literal["type", "quad", "intensity"] = "type",
        count: Literal["events", "incidents"] = "events",
        directed: bool = True,
        run: int | None = None,
        timeout: int = 60,
        memory: int = 1024,
    ) -> Panel:
        """Counts who did how much of what to whom, period by period: a row a dyad, period and class.

        Absent rows are zeros. ``.codebook`` of the answer says what is counted and what the columns mean.

        >>> store.panel(by="quad", period="week").to_pandas().pivot_table(index="period", columns="class")
        """
        return Panel(*self._inner.panel(period, side, by, count, directed, run, timeout, memory))

    def search(self, phrase: str, limit: int = 20) -> list[Found]:
        """Dispatches whose text holds these words side by side, whatever their case; the newest first."""
        return [Found(**found) for found in self._inner.search(phrase, limit)]

    def dispatch(self, name: int | str, *, run: int | None = None) -> Stored | None:
        """One dispatch by its number, its id, or the beginning of its id.

        ``None`` where the run has not coded it. Raises ``StoreError`` where there is no such dispatch.
        """
        found = self._inner.dispatch(str(name), run)
        return None if found is None else _stored(found)

    def records(self, *, run: int | None = None) -> Iterator[Stored]:
        """All dispatches with their records, in the order of their numbers, one after the other."""
        return (_stored(found) for found in self._inner.records(run))

    def ingest(
        self,
        inputs: PathLike | Iterable[PathLike],
        *,
        columns: Mapping[str, str] | None = None,
        threads: int | None = None,
        precise: bool = False,
        min_confidence: float = 0.0,
        actors: PathLike | None = None,
        progress: bool = False,
        commit_every: int = _COMMIT_EVERY,
    ) -> Summary:
        """Reads what is new of files, folders and patterns like ``"news/*.jsonl"`` into the store, which is made where
        there is none.

        What was read before is not read again. Ctrl-C ends it; what was committed stays, and the next call goes on from
        there. Inputs that cannot be read give an ``InputWarning`` each and stand in ``refused``. Raises ``StoreError``
        where the folder is no store, or where another process is writing to it.

        >>> chancery.open("archive").ingest("news/", progress=True)
        """
        given = [inputs] if isinstance(inputs, (str, os.PathLike)) else inputs
        reader = _settings.reader(precise, min_confidence, actors)
        with Progress(progress, None, "inputs") as bar:

            def watch(*told: Any) -> None:
                if len(told) == 2:
                    warnings.warn(f"{told[0]}: {told[1]}", InputWarning, stacklevel=4)
                else:
                    bar.to(told[0], told[1])

            paths = [os.fspath(path) for path in given]
            done = self._inner.ingest(
                reader, paths, _settings.columns(columns), threads, commit_every, watch
            )
        return Summary(**done)


def _stored(found: tuple[str, list[Any], dict[str, Any]]) -> Stored:
    line, sentences, facts = found
    corrections = tuple(Correction(**c) for c in facts.pop("corrections"))
    incidents = tuple(facts.pop("incidents"))
    return Stored(record=_json.record(line, sentences), corrections=corrections, incidents=incidents, **facts)


def open(folder: PathLike) -> Store:
    """An archive of dispatches. Whether there is one shows when it is asked; ``ingest`` makes it.

    >>> store = chancery.open("archive")
    >>> store.ingest("news/")
    >>> store.sql("SELECT type, count(*) AS n FROM events GROUP BY type ORDER BY n DESC").rows()
    """
    return Store(folder)
