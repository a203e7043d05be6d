"""Is what the page says of its API true, and does nothing that a program may send break it?

    python3 benches/page/schema.py PROGRAM STORE [--seconds 40] [--venv FOLDER]

Serves STORE with PROGRAM on this machine alone. First every question is asked without parameters, so that the answers
hold something, and the answers are compared with their descriptions; then schemathesis makes up questions, right and
wrong ones. It comes from the Python registry into an environment of its own (target/peers/schemathesis). Ends with 1
where anything is otherwise than described.

A question in SQL is right or wrong for reasons that no description can hold: there it is only asked that nothing
breaks and that what comes is of the form described.
"""

import argparse
import os
import subprocess
import sys

from served import served

VERSION = "4.32.5"

# What is not asked of the page, and why, stands above. The limit of time ends a run that has found nothing.
CONFIG = """
[phases.stateful]
enabled = false
[[operations]]
include-path = "/api/v1/sql"
checks.positive_data_acceptance.enabled = false
"""

PLAIN = '''
import sys
import schemathesis

schema = schemathesis.openapi.from_url(sys.argv[1] + "/api/v1/openapi.json")
faults = 0
for result in schema.get_all_operations():
    operation = result.ok()
    known = {"/api/v1/sql": {"query": {"q": "SELECT * FROM events LIMIT 5"}}, "/api/v1/search": {"query": {"q": "the"}},
             "/api/v1/incidents/{number}": {"path_parameters": {"number": 1}},
             "/api/v1/dispatches/{name}": {"path_parameters": {"name": "1"}}}
    case = operation.Case(**known.get(operation.path, {}))
    try:
        answer = case.call()
        case.validate_response(answer)
        assert answer.status_code == 200, answer.status_code
    except Exception as fault:
        faults += 1
        print("FAULT", operation.path, fault)
print(len(list(schema.get_all_operations())), "operations asked plainly,", faults, "faults", flush=True)
sys.exit(1 if faults else 0)
'''


def prepared(venv):
    """The programs of the environment, which is made where it is missing."""
    python, program = (os.path.join(venv, "bin", name) for name in ("python", "schemathesis"))
    if not os.path.exists(program):
        subprocess.run([sys.executable, "-m", "venv", venv], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", f"schemathesis=={VERSION}"], check=True)
    return python, program


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("store")
    parser.add_argument("--seconds", type=int, default=40, help="for the questions that are made up")
    parser.add_argument("--examples", type=int, default=25, help="for each question")
    here = os.path.dirname(os.path.abspath(__file__))
    parser.add_argument("--venv", default=os.path.join(here, "..", "..", "target", "peers", "schemathesis"))
    options = parser.parse_args()
    python, program = prepared(options.venv)
    with served(options.program, options.store) as page:
        address = f"http://127.0.0.1:{page.port}"
        plain = subprocess.run([python, "-c", PLAIN, address], timeout=60)
        config = os.path.join(options.venv, "page.toml")
        with open(config, "w", encoding="ascii") as file:
            file.write(CONFIG)
        # With an origin, as a page of the same site has one: without it a change is refused before its method is.
        made_up = subprocess.run(
            [program, "--config-file", config, "run", f"{address}/api/v1/openapi.json", "--mode", "all",
             "--max-examples", str(options.examples), "--max-time", str(options.seconds), "--seed", "8", "--request-timeout", "20",
             "--header", f"Origin: {address}", "--no-color"],
            cwd=options.venv, timeout=options.seconds + 120,
        )
    raise SystemExit(1 if plain.returncode or made_up.returncode else 0)


if __name__ == "__main__":
    main()
