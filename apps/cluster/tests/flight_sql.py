"""Does the scheduler answer Flight SQL? Asked with Python's ADBC driver, as other programs would.

    pip install adbc-driver-flightsql adbc-driver-manager pyarrow
    python flight_sql.py PROGRAM

Starts a scheduler and an executor of PROGRAM (chancery-cluster) on this machine and stops them.
"""

import socket
import subprocess
import sys
import tempfile
import time

import adbc_driver_flightsql.dbapi as flight_sql


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def wait_for(port):
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with socket.socket() as s:
            if s.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    sys.exit(f"nobody listens on {port}")


def main(program):
    scheduler, results, orders = free_port(), free_port(), free_port()
    with tempfile.TemporaryDirectory() as folder:
        parts = [[program, "scheduler", "--listen", f"127.0.0.1:{scheduler}"]]
        parts.append(
            [program, "executor", "--scheduler", f"127.0.0.1:{scheduler}", "--listen", f"127.0.0.1:{results}"]
            + ["--grpc-port", str(orders), "--tasks", "1", "--work-dir", folder]
        )
        running = []
        try:
            for part, port in zip(parts, (scheduler, results)):
                running.append(subprocess.Popen(part, stderr=None))
                wait_for(port)
            ask(f"grpc://127.0.0.1:{scheduler}")
        finally:
            for process in running:
                process.kill()
                process.wait()


def ask(address):
    sql = """
        SELECT event['type'] AS type, event['actors'] AS actors, event['sentence_text'] AS sentence
        FROM (SELECT unnest(code(text, id)) AS event FROM (VALUES
            ('The army of Togo shelled a village on Friday, the ministry said.', 'x1'),
            ('Norway sent aid to Chad on Sunday.', 'x2')) AS news(text, id))
        ORDER BY type
    """
    # Counts need two stages, and the lengths of lists functions that are not of the engine's core.
    counts = """
        SELECT n, count(*) AS dispatches
        FROM (SELECT array_length(code(text, id)) AS n FROM (VALUES
            ('The army of Togo shelled a village on Friday, the ministry said.', 'x1'),
            ('Norway sent aid to Chad on Sunday.', 'x2')) AS news(text, id))
        GROUP BY n
    """
    expected = [
        ("AID", "Norway", "Norway sent aid to Chad on Sunday."),
        ("ASSAULT", "army of Togo", "The army of Togo shelled a village on Friday, the ministry said."),
    ]
    with flight_sql.connect(address, autocommit=True) as connection, connection.cursor() as cursor:
        for query, rows in (sql, expected), (counts, [(1, 2)]):
            cursor.execute(query)
            found = [tuple(row.values()) for row in cursor.fetch_arrow_table().to_pylist()]
            if found != rows:
                sys.exit(f"{found} instead of {rows}")
    print("flight_sql.py: all rows as expected")


main(sys.argv[1])
