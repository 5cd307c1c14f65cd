#!/usr/bin/env python3
"""Asks rust-analyzer what it offers, shows and finds inside `query!`.

    python3 ui-tests/rust-analyzer/run.py [part of a case's name]

rust-analyzer is `$RUST_ANALYZER`, or else the one on the path; without one the test is skipped with a line. The cases
stand in `cases.toml`. A scratch crate is made in a temporary folder, or in `$RA_SCRATCH` if that is set (a second run
is then quicker); it depends on the facade of this repository and has a target folder of its own.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import tomllib

HERE = pathlib.Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent
CURSOR = "$0"
# How long the first analysis may take, with the build of the macros, and how long one question.
READY, ANSWER = 600, 60
# rust-analyzer says these when the text changed under it: ask again.
RETRY = (-32801, -32802)

MANIFEST = """
[package]
name = "scratch"
version = "0.0.0"
edition = "2024"

[dependencies]
weaviate = {{ path = {path} }}

[workspace]
"""

BODY = """#![allow(unused)]
mod model;
use model::*;
use weaviate::{{Collection, Vector, filter, query, sort}};

{item}
fn ask(embedding: [f32; 3], minimum: i64, since: weaviate::Uuid) {{
    let _ = {text};
}}

fn main() {{}}
"""


class Refusal(Exception):
    """What rust-analyzer says instead of an answer."""


class Server:
    """A language server on its standard streams."""

    def __init__(self, program, root):
        self.process = subprocess.Popen(
            [program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=root
        )
        self.replies, self.arrived = {}, threading.Condition()
        self.ready, self.health = False, ""
        self.last, self.write = 0, threading.Lock()
        threading.Thread(target=self.listen, daemon=True).start()

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        with self.write:
            self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
            self.process.stdin.flush()

    def listen(self):
        while True:
            length = 0
            while line := self.process.stdout.readline().strip():
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            if not length:
                return
            self.take(json.loads(self.process.stdout.read(length)))

    def take(self, message):
        if "method" in message and "id" in message:
            wanted = message.get("params", {}).get("items", []) if message["method"] == "workspace/configuration" else None
            self.send({"id": message["id"], "result": wanted and [None] * len(wanted)})
        elif message.get("method") == "experimental/serverStatus":
            self.ready = message["params"].get("quiescent", False)
            if message["params"].get("health") != "ok":
                self.health = message["params"].get("message") or "not well"
        elif "id" in message:
            with self.arrived:
                self.replies[message["id"]] = message
                self.arrived.notify_all()

    def tell(self, method, params):
        self.send({"method": method, "params": params})

    def ask(self, method, params):
        for _ in range(20):
            self.last += 1
            mine = self.last
            self.send({"id": mine, "method": method, "params": params})
            with self.arrived:
                if not self.arrived.wait_for(lambda: mine in self.replies, ANSWER):
                    raise SystemExit(f"rust-analyzer gave no answer to {method} in {ANSWER} s")
                reply = self.replies.pop(mine)
            if "error" not in reply:
                return reply["result"]
            if reply["error"]["code"] not in RETRY:
                raise Refusal(f"{method}: {reply['error']['message']}")
            time.sleep(0.3)
        raise SystemExit(f"{method}: the text keeps changing")

    def stop(self):
        self.process.kill()


def scratch(folder):
    """The crate whose one file the cases are typed into."""
    (folder / "src").mkdir(parents=True, exist_ok=True)
    (folder / "Cargo.toml").write_text(MANIFEST.format(path=json.dumps(str(REPOSITORY))))
    for name in ("Cargo.lock", "rust-toolchain.toml"):
        shutil.copy(REPOSITORY / name, folder / name)
    shutil.copy(HERE / "model.rs", folder / "src" / "model.rs")
    main = folder / "src" / "main.rs"
    main.write_text(BODY.format(item="", text="()"))
    return main


def start(program, folder, main):
    server = Server(program, folder)
    server.ask(
        "initialize",
        {
            "processId": os.getpid(),
            "rootUri": folder.as_uri(),
            "capabilities": {
                "experimental": {"serverStatusNotification": True},
                "textDocument": {"hover": {"contentFormat": ["markdown"]}},
            },
            "initializationOptions": {
                "checkOnSave": False,
                "cachePriming": {"enable": False},
                "cargo": {"targetDir": str(folder / "target")},
                "completion": {"autoimport": {"enable": False}, "postfix": {"enable": False}},
            },
        },
    )
    server.tell("initialized", {})
    text = main.read_text()
    document = {"uri": main.as_uri(), "languageId": "rust", "version": 1, "text": text}
    server.tell("textDocument/didOpen", {"textDocument": document})
    begun, calm = time.time(), 0
    # It says that it is done between loading and building, too.
    while calm < 6:
        if time.time() - begun > READY:
            raise SystemExit(f"rust-analyzer was not ready in {READY} s")
        time.sleep(0.5)
        calm = calm + 1 if server.ready else 0
    return server


class Text:
    """The open file, with one case in it."""

    def __init__(self, server, main):
        self.server, self.main, self.version = server, main, 1

    def put(self, case):
        text = BODY.format(item=case.get("item", ""), text=case.get("query", "()"))
        offset = text.find(CURSOR)
        before, self.text = text[:offset], text.replace(CURSOR, "")
        self.version += 1
        document = {"uri": self.main.as_uri(), "version": self.version}
        change = {"textDocument": document, "contentChanges": [{"text": self.text}]}
        self.server.tell("textDocument/didChange", change)
        column = len(before) - (before.rfind("\n") + 1)
        self.at = {"textDocument": {"uri": self.main.as_uri()}, "position": {"line": before.count("\n"), "character": column}}

    def completion(self):
        found = self.server.ask("textDocument/completion", self.at)
        items = found["items"] if isinstance(found, dict) else found or []
        return sorted({item["label"].split("(")[0].strip() for item in items})

    def diagnostics(self):
        found = self.server.ask("textDocument/diagnostic", {"textDocument": self.at["textDocument"]})
        return [item["message"] for item in found.get("items", []) if item.get("severity", 1) <= 2]

    def hover(self):
        found = self.server.ask("textDocument/hover", self.at)
        return found["contents"]["value"] if found else ""

    def definition(self):
        found = self.server.ask("textDocument/definition", self.at) or []
        lines = []
        for place in found if isinstance(found, list) else [found]:
            uri = place.get("targetUri") or place["uri"]
            span = place.get("targetSelectionRange") or place["range"]
            path = pathlib.Path(uri.removeprefix("file://"))
            lines.append(path.read_text().splitlines()[span["start"]["line"]].strip() if path.exists() else uri)
        return lines

    def rename(self):
        """The lines that a rename would leave."""
        found = self.server.ask("textDocument/rename", {**self.at, "newName": "renamed"}) or {}
        changes = found.get("changes") or {
            change["textDocument"]["uri"]: change["edits"] for change in found.get("documentChanges", [])
        }
        lines = []
        for uri, edits in changes.items():
            mine = uri == self.main.as_uri()
            text = (self.text if mine else pathlib.Path(uri.removeprefix("file://")).read_text()).splitlines()
            touched = set()
            for edit in sorted(edits, key=lambda edit: -edit["range"]["start"]["character"]):
                begin, end = edit["range"]["start"], edit["range"]["end"]
                line = text[begin["line"]]
                text[begin["line"]] = line[: begin["character"]] + edit["newText"] + line[end["character"] :]
                touched.add(begin["line"])
            lines += [text[line].strip() for line in touched]
        return lines


def judge(text, case):
    """What is wrong with the answer to a case; nothing if it is right."""
    text.put(case)
    if "offers" in case or "hides" in case:
        offered = text.completion()
        missing = [name for name in case.get("offers", []) if name not in offered]
        extra = [name for name in case.get("hides", []) if name in offered]
        if missing or extra:
            shown = ", ".join(offered[:30])
            return f"lacks {missing}, has {extra}; of {len(offered)}: {shown}"
    if "complains" in case:
        found = text.diagnostics()
        if bool(found) != case["complains"]:
            return f"complains {found}"
    if "shows" in case:
        shown = text.hover()
        missing = [part for part in case["shows"] if part not in shown]
        if missing:
            return f"hover lacks {missing}: {shown[:300]!r}"
    if "leads_to" in case:
        found = text.definition()
        if case["leads_to"] not in found:
            return f"leads to {found}, not to `{case['leads_to']}`"
    if "renames" in case:
        found = text.rename()
        missing = [line for line in case["renames"] if not any(line in other for other in found)]
        if missing:
            return f"a rename leaves {found}, not {missing}"
    return None


def main():
    program = os.environ.get("RUST_ANALYZER") or shutil.which("rust-analyzer")
    if not program:
        print("skipped: there is no rust-analyzer on the path, and `RUST_ANALYZER` names none")
        return 0
    part = sys.argv[1] if len(sys.argv) > 1 else ""
    cases = [case for case in tomllib.loads((HERE / "cases.toml").read_text())["case"] if part in case["name"]]
    kept = os.environ.get("RA_SCRATCH")
    folder = pathlib.Path(kept or tempfile.mkdtemp(prefix="weaviate-ra-")).resolve()
    main_file = scratch(folder)
    server = start(program, folder, main_file)
    try:
        text, failed = Text(server, main_file), 0
        for case in cases:
            try:
                wrong = judge(text, case)
            except Refusal as refusal:
                wrong = str(refusal)
            failed += wrong is not None
            print(f"{'FAILED' if wrong else 'ok    '} {case['name']}" + (f": {wrong}" if wrong else ""), flush=True)
        print(f"{len(cases) - failed} of {len(cases)} cursors")
        if failed and server.health:
            print(f"rust-analyzer said: {server.health}")
    finally:
        server.stop()
        if not kept:
            shutil.rmtree(folder, ignore_errors=True)
    return 1 if failed or not cases else 0


if __name__ == "__main__":
    sys.exit(main())
