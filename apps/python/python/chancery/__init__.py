"""Chancery reads dispatches about international affairs and writes down who did what to whom, and who says so.

>>> import chancery
>>> record = chancery.read("Togo's foreign minister, Ama Sessou, met Norway's envoy in Lomé on Monday.")
>>> [(e.type, [a.country for a in e.actors]) for e in record.events]
[('CONSULT', ['TGO', 'NOR'])]

- ``read`` gives typed records of texts, pages and files; ``read_each`` gives them one after the other.
- ``code`` takes and gives tables: polars, pandas, pyarrow, DuckDB, without a copy.
- ``open`` opens an archive: ``.sql``, ``.panel``, ``.search``, ``.ingest``.
- ``evaluate`` scores the program on annotated data.
- ``chancery.spark`` codes data frames of Spark.

Everything is inside the package: nothing is downloaded, and no file or variable of the environment is asked. The same input
gives the same bytes as on the command line.
"""

from ._coding import Shape, Stream, Table, code, schema
from ._evaluation import Metric, evaluate
from ._reading import producer, read, read_each
from ._store import Correction, Found, Store, Stored, Summary, open
from .errors import (
    Error,
    FileError,
    InputError,
    InputWarning,
    LoadError,
    QueryError,
    SettingError,
    StoreError,
)
from .records import (
    Actor,
    Claim,
    Cue,
    Date,
    Dateline,
    Dispatch,
    Event,
    Evidence,
    Mention,
    Participant,
    Place,
    Producer,
    Record,
    Remark,
    Repeats,
    Span,
)

__version__: str = producer().version
"""The program's version, as ``chancery --version`` says it."""

__all__ = [
    "Actor",
    "Claim",
    "Correction",
    "Cue",
    "Date",
    "Dateline",
    "Dispatch",
    "Error",
    "Event",
    "Evidence",
    "FileError",
    "Found",
    "InputError",
    "InputWarning",
    "LoadError",
    "Mention",
    "Metric",
    "Participant",
    "Place",
    "Producer",
    "QueryError",
    "Record",
    "Remark",
    "Repeats",
    "SettingError",
    "Shape",
    "Span",
    "Store",
    "StoreError",
    "Stored",
    "Stream",
    "Summary",
    "Table",
    "__version__",
    "code",
    "evaluate",
    "open",
    "producer",
    "read",
    "read_each",
    "schema",
]
