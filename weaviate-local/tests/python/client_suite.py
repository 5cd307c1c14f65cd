"""The official Python client's own integration tests, on a real Weaviate and on the embedded engine.

    python client_suite.py CHECKOUT HOST:HTTP:GRPC HOST:HTTP:GRPC [--ids FILE] [--only TEXT] [--all]

CHECKOUT is a folder with a checkout of the client's repository, the first address that of a real server, the second that
of the engine (`weaviate-local serve --auto-schema`). Needs pytest, pytest-asyncio, pytest-benchmark and pytest-timeout
beside the client itself.

The tests that pass on the real server are the ones that count: their ids are kept in FILE (`client_suite.ids` in the
temporary folder if not said) and read from there the next time. They are then run on the engine; the failures are
printed by kind, which is what the error says without names and numbers, and then the figure. A server needs
`AUTOSCHEMA_ENABLED=true` and `OBJECTS_TTL_DELETE_SCHEDULE='@every 12h'`. `--only` runs the ids that
contain TEXT, `--all` prints every id below its kind.

The tests name the ports 8080 and 50051; loaded into pytest as a plugin, this file leads these two to the server under test.
"""

import argparse
import collections
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

SECONDS_A_TEST = 60

# What one server alone cannot run: other servers' ports, keys of paid services.
LEFT_OUT = ("test_auth.py", "test_rbac.py", "test_users.py", "test_collection_openai.py", "test_collection_multi_node.py")
# A hundred thousand objects each: on a busy machine they end the whole run, by a limit of their own.
TOO_LARGE = "not hundred_thousand and not test_number_of_stored_results"


# As a plugin.


def pytest_configure(config):
    if "CLIENT_SUITE_SERVER" not in os.environ:
        return
    from weaviate.connect import base

    host, http, grpc = os.environ["CLIENT_SUITE_SERVER"].split(":")
    ports = {8080: int(http), 50051: int(grpc)}
    made = base.ProtocolParams.__init__

    def led(self, **given):
        if given.get("host") in ("localhost", "127.0.0.1") and given.get("port") in ports:
            given |= {"host": host, "port": ports[given["port"]]}
        made(self, **given)

    base.ProtocolParams.__init__ = led


def pytest_runtest_logreport(report):
    """One line a phase that failed, and one a test whose call ended."""
    if "CLIENT_SUITE_REPORT" not in os.environ or (report.when != "call" and report.passed):
        return
    crash = getattr(report.longrepr, "reprcrash", None)
    said = crash.message if crash else str(report.longrepr or "")
    line = {"id": report.nodeid, "outcome": report.outcome, "said": said[:2000]}
    with open(os.environ["CLIENT_SUITE_REPORT"], "a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")


# As a program.


def run(checkout, server, ids):
    """What became of each test: `passed`, or the text of its failure."""
    here = pathlib.Path(__file__).resolve()
    with tempfile.TemporaryDirectory() as folder:
        report = pathlib.Path(folder, "report")
        wanted = pathlib.Path(folder, "ids")
        if ids:
            wanted.write_text("\n".join(ids), encoding="utf-8")
        environment = os.environ | {
            "CLIENT_SUITE_SERVER": server,
            "CLIENT_SUITE_REPORT": str(report),
            "PYTHONPATH": os.pathsep.join([str(checkout), str(here.parent), os.environ.get("PYTHONPATH", "")]),
        }
        tests = [f"@{wanted}"] if ids else [
            "integration", "-k", TOO_LARGE, *(f"--ignore=integration/{name}" for name in LEFT_OUT)
        ]
        command = [sys.executable, "-m", "pytest", "-q", "-p", here.stem, "--no-header", "--tb=line"]
        command += [f"--timeout={SECONDS_A_TEST}", *tests]
        subprocess.run(command, cwd=checkout, env=environment, stdout=subprocess.DEVNULL, check=False)
        out = {}
        for line in report.read_text(encoding="utf-8").splitlines() if report.exists() else []:
            line = json.loads(line)
            passed = line["outcome"] == "passed"
            # A test whose fixture fails afterwards has failed.
            if not passed or line["id"] not in out:
                out[line["id"]] = "passed" if passed else line["said"] or line["outcome"]
        return out


def kind(said):
    """A failure's text without what differs from test to test."""
    said = " ".join(said.split())
    said = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "ID", said)
    said = re.sub(r"\b(Test_?|test_)\w+", "NAME", said, flags=re.IGNORECASE)
    return re.sub(r"\d+(\.\d+)?", "N", said)[:160]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("checkout", type=pathlib.Path)
    parser.add_argument("real")
    parser.add_argument("engine")
    parser.add_argument("--ids", type=pathlib.Path, default=pathlib.Path(tempfile.gettempdir(), "client_suite.ids"))
    parser.add_argument("--only", default="")
    parser.add_argument("--all", action="store_true")
    asked = parser.parse_args()

    if asked.ids.exists():
        ids = asked.ids.read_text(encoding="utf-8").split("\n")
        print(f"{len(ids)} tests that pass on a real server, from {asked.ids}")
    else:
        ids = [name for name, said in run(asked.checkout, asked.real, []).items() if said == "passed"]
        asked.ids.write_text("\n".join(ids), encoding="utf-8")
        print(f"{len(ids)} tests pass on the real server: kept in {asked.ids}")

    ids = [name for name in ids if asked.only in name]
    became = run(asked.checkout, asked.engine, ids)
    kinds = collections.defaultdict(list)
    for name in ids:
        said = became.get(name, "was not run")
        if said != "passed":
            kinds[kind(said)].append((name, said))
    for title, failed in sorted(kinds.items(), key=lambda entry: -len(entry[1])):
        print(f"{len(failed):4} {title}")
        for name, said in failed if asked.all else failed[:1]:
            print(f"       {name}")
    passed = len(ids) - sum(map(len, kinds.values()))
    print(f"{passed} of {len(ids)} pass on the engine: {100 * passed / max(len(ids), 1):.1f} %")
    return 0 if passed == len(ids) else 1


if __name__ == "__main__":
    sys.exit(main())
