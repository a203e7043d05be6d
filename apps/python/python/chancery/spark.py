"""How are dispatches coded on Spark 4? With ``mapInArrow``: every worker codes the batches that it holds.

Workers need Python and pyarrow, which Spark itself asks for, and nothing of Chancery: the package comes to them as an
archive of Spark.

>>> from pyspark.sql import SparkSession
>>> import chancery.spark
>>> archive = chancery.spark.archive("chancery.zip")
>>> spark = SparkSession.builder.config("spark.archives", f"{archive}#chancery-package").getOrCreate()
>>> events = chancery.spark.code(spark.read.parquet("news.parquet"), columns={"text": "story"})
>>> events.write.parquet("events.parquet")
"""

from __future__ import annotations

import os
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import _settings
from ._coding import Rows, _library, schema
from ._reading import producer
from ._settings import PathLike

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame

__all__ = ["archive", "code"]

FOLDER = "chancery-package"
"""What the archive is called on a worker: the name behind ``#``. No name that Python could import: the folder itself is no
package, it holds one."""


def archive(path: PathLike = "chancery.zip") -> str:
    """Writes this package as an archive for ``spark.archives``, and gives its path.

    It is for workers of the same platform with Python 3.10 or later. A wheel does as well, if it is called
    ``chancery.zip``: Spark unpacks archives by their ending.
    """
    package = Path(__file__).parent
    files = sorted(p for p in package.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    # Without dates: the same package makes the same archive.
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out:
        for file in files:
            name = file.relative_to(package.parent).as_posix()
            info = zipfile.ZipInfo(name)
            info.external_attr = 0o644 << 16
            info.compress_type = zipfile.ZIP_DEFLATED
            with file.open("rb") as source, out.open(info, "w", force_zip64=True) as target:
                while block := source.read(1 << 20):
                    target.write(block)
    return os.path.abspath(path)


def code(
    df: DataFrame,
    *,
    rows: Rows = "events",
    columns: Mapping[str, str] | None = None,
    precise: bool = False,
    min_confidence: float = 0.0,
    folder: str = FOLDER,
) -> DataFrame:
    """Codes a data frame of dispatches: ``chancery.code`` on every worker, on one thread a task.

    ``columns``, ``rows``, ``precise`` and ``min_confidence`` are those of ``chancery.code``; ``folder`` is what the
    archive is called on the workers. The rows are the same as those of ``chancery code``, to the byte; their order is
    Spark's. A worker whose package has another version, other weights or other rules than this one fails with words
    that say so.

    A dispatch takes some milliseconds, so partitions of a few thousand rows go well with Spark: ``df.repartition(n)``.
    """
    pyarrow = _library("pyarrow", "chancery.spark.code")
    from pyspark.sql.pandas.types import from_arrow_schema

    # Asked here, so that wrong settings and names fail here and not on every worker.
    made_by = producer(precise=precise, min_confidence=min_confidence)
    names = _settings.columns(columns)
    empty = pyarrow.table({name: pyarrow.array([], pyarrow.string()) for name in df.columns})
    _settings.reader(precise, min_confidence, None).code(empty, rows, names, 1)
    settings = {"precise": precise, "min_confidence": min_confidence}
    mapped = _mapped(rows, names, settings, (made_by.version, made_by.model, made_by.rules), folder)
    return df.mapInArrow(mapped, from_arrow_schema(pyarrow.schema(schema(rows))))


def _mapped(
    rows: Rows,
    columns: str,
    settings: dict[str, Any],
    made_by: tuple[str, str, str],
    folder: str,
) -> Callable[[Iterator[pyarrow.RecordBatch]], Iterator[pyarrow.RecordBatch]]:
    """What a worker does. It is sent by value: a worker has no package to find it in before the archive is found."""

    def coded(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        import os
        import sys

        import pyarrow
        from pyspark import SparkFiles

        # Before what may be installed: all workers code alike.
        unpacked = os.path.abspath(os.path.join(SparkFiles.getRootDirectory(), folder))
        if os.path.isdir(unpacked) and unpacked not in sys.path:
            sys.path.insert(0, unpacked)
        try:
            import chancery
        except ImportError as why:
            what = f"no {folder} on this worker: set spark.archives to chancery.zip#{folder}"
            raise ImportError(f"{what}; see chancery.spark.archive ({why})") from why

        reader = chancery._settings.reader(settings["precise"], settings["min_confidence"], None)
        if reader.producer() != made_by:
            raise chancery.Error(
                f"the package on this worker codes as {reader.producer()}, the one that asks as {made_by}"
            )
        for batch in batches:
            stream = chancery.Stream(reader.code(batch, rows, columns, 1))
            yield from stream._made(pyarrow.RecordBatchReader.from_stream)

    # Functions of `__main__` are sent by value.
    coded.__module__ = "__main__"
    return coded


def _main() -> None:
    """``python -m chancery.spark chancery.zip`` writes the archive."""
    print(archive(*sys.argv[1:2]))


if __name__ == "__main__":
    _main()
