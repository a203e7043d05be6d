"""Spark with two workers codes what the command line codes, though workers have nothing of Chancery installed, and though
one of them is killed at work. A real standalone master and two workers on the loopback device."""

from __future__ import annotations

import io
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import chancery
import pytest
from invented import invented

pyspark = pytest.importorskip("pyspark")

import pyarrow.csv  # noqa: E402
import pyarrow.parquet  # noqa: E402

import chancery.spark  # noqa: E402

WORKER_PYTHON = os.environ.get("CHANCERY_WORKER_PYTHON", sys.executable)
HOME = Path(pyspark.__file__).parent
FEW, MANY = 120, int(os.environ.get("CHANCERY_SPARK_DISPATCHES", "4000"))


def started(log: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """A process of Spark, in a session of its own, without this package in its environment."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL_ENV", "PYSPARK"))}
    environment |= {"SPARK_HOME": str(HOME), "SPARK_LOCAL_IP": "127.0.0.1", "PATH": "/usr/bin:/bin"}
    with log.open("wb") as out:
        command = [str(HOME / "bin/spark-class"), *arguments]
        return subprocess.Popen(
            command, env=environment, stdout=out, stderr=subprocess.STDOUT, cwd=log.parent, start_new_session=True
        )


def awaited(log: Path, pattern: str) -> str:
    for _ in range(600):
        found = re.search(pattern, log.read_text(errors="replace"))
        if found:
            return found.group(0)
        time.sleep(0.1)
    raise AssertionError(f"{pattern} is not in {log.read_text(errors='replace')}")


def descendants(of: int) -> list[int]:
    """All processes that a process has started, and those that they have."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        try:
            parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
        except (ValueError, OSError):
            continue
    found = [of]
    for pid in found:
        found += [child for child, parent in parents.items() if parent == pid]
    return found


def killed(of: int) -> None:
    for pid in reversed(descendants(of)):
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            pass


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    folder = tmp_path_factory.mktemp("spark")
    host = ["--host", "127.0.0.1", "--webui-port", "0"]
    master = started(folder / "master.log", "org.apache.spark.deploy.master.Master", *host, "--port", "0")
    workers: list[subprocess.Popen[bytes]] = []
    try:
        url = awaited(folder / "master.log", r"spark://127\.0\.0\.1:\d+")
        for n in range(2):
            size = ["--cores", "1", "--memory", "1500m", "--work-dir", str(folder / f"work{n}")]
            workers.append(started(folder / f"worker{n}.log", "org.apache.spark.deploy.worker.Worker", *host, *size, url))
        for n in range(2):
            awaited(folder / f"worker{n}.log", "Successfully registered with master")
        yield url, workers
    finally:
        for process in [*workers, master]:
            killed(process.pid)
            process.wait()


@pytest.fixture(scope="module")
def session(cluster: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    from pyspark.sql import SparkSession

    # Where `spark-submit` would read the setting, a driver of Python reads the variable.
    os.environ |= {"PYSPARK_PYTHON": WORKER_PYTHON, "PYSPARK_DRIVER_PYTHON": sys.executable}
    archive = chancery.spark.archive(tmp_path_factory.mktemp("archive") / "chancery.zip")
    settings = {
        "spark.archives": f"{archive}#{chancery.spark.FOLDER}",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.executor.cores": "1",
        "spark.executor.memory": "1g",
        "spark.ui.enabled": "false",
        "spark.sql.execution.arrow.maxRecordsPerBatch": "50",
        "spark.log.level": "ERROR",
    }
    builder = SparkSession.builder.master(cluster[0]).appName("chancery")
    for name, value in settings.items():
        builder = builder.config(name, value)
    found = builder.getOrCreate()
    yield found
    found.stop()


def news(folder: Path, count: int) -> Path:
    path = folder / f"news{count}.parquet"
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(list(invented(count))), path)
    return path


def lines(table: Any) -> list[bytes]:
    """The rows as lines, sorted."""
    if "events" in table.column_names:
        # CSV has no lists: each row as it is in Python.
        return sorted(repr(row).encode() for row in table.to_pylist())
    out = io.BytesIO()
    pyarrow.csv.write_csv(table, out)
    return sorted(out.getvalue().splitlines())


def by_program(program: Any, path: Path, rows: str) -> Any:
    out = path.with_suffix(f".{rows}.parquet")
    program("code", path, "--rows", rows, "--output", out, "--no-progress")
    return pyarrow.parquet.read_table(out)


def test_workers_have_nothing_of_chancery_installed(session: Any) -> None:
    def look(_: Any) -> Iterator[tuple[bool, str]]:
        import importlib.util
        import os
        import sys

        yield importlib.util.find_spec("chancery") is None, f"{sys.prefix} {os.getcwd()}"

    found = session.sparkContext.parallelize(range(8), 8).mapPartitions(look).collect()
    assert all(absent for absent, _ in found)
    assert len({where for _, where in found}) == 2, "both workers have answered"


@pytest.mark.parametrize("rows", ["events", "dispatches"])
def test_two_workers_give_the_bytes_of_the_command_line(session: Any, program: Any, tmp_path: Path, rows: str) -> None:
    path = news(tmp_path, FEW)
    coded = chancery.spark.code(session.read.parquet(str(path)).repartition(6), rows=rows)  # type: ignore[arg-type]
    ours = coded.toArrow()
    assert lines(ours) == lines(by_program(program, path, rows))
    assert ours.column_names == chancery.schema(rows).names  # type: ignore[arg-type]


def test_wrong_columns_are_said_before_any_worker_begins(session: Any) -> None:
    frame = session.createDataFrame([("It rains.",)], ["story"])
    with pytest.raises(chancery.SettingError, match="no field"):
        chancery.spark.code(frame, columns={"tale": "story"})
    with pytest.raises(chancery.InputError, match="no column holds texts"):
        chancery.spark.code(frame)
    assert chancery.spark.code(frame, columns={"text": "story"}).count() == 0


def test_a_worker_that_is_killed_at_work_changes_nothing(
    session: Any, cluster: Any, program: Any, tmp_path: Path
) -> None:
    path = news(tmp_path, MANY)
    expected = lines(by_program(program, path, "events"))
    frame = session.read.parquet(str(path)).repartition(16)
    answer: list[Any] = []
    job = threading.Thread(target=lambda: answer.append(chancery.spark.code(frame).toArrow()))
    job.start()
    tracker = session.sparkContext.statusTracker()

    def tasks() -> tuple[int, int]:
        stages = [tracker.getStageInfo(s) for s in tracker.getActiveStageIds()]
        wide = [s for s in stages if s is not None and s.numTasks == 16]
        return (wide[0].numCompletedTasks, wide[0].numActiveTasks) if wide else (0, 0)

    for _ in range(3_000):
        done, active = tasks()
        if done >= 2 and active:
            break
        time.sleep(0.005)
    assert 2 <= done < 12, f"{done} tasks were done"
    killed(cluster[1][0].pid)
    job.join(timeout=240)
    assert answer and lines(answer[0]) == expected
