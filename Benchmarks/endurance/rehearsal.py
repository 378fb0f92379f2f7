"""One rehearsal after another, and what is left of each."""
import itertools
import json
import os
import signal
import subprocess
import time

TIME_LIMIT_SECONDS = 300


class Failure(Exception):
    """An attempt that could not even be judged."""


class Run:
    """One rehearsal: its exit code, its rows, its summary, and what was not as expected."""

    def __init__(self, folder, exit_code, rows, errors):
        self.folder, self.exit_code, self.rows, self.errors = folder, exit_code, rows, errors
        self.summary = rows[-1] if rows and rows[-1].get("kind") == "summary" else {}
        self.problems = []
        self.note = ""

    def expect(self, what, holds):
        if not holds:
            reason = self.errors or self.summary.get("reason") or self.summary.get("failures_by_kind") or "no reason given"
            self.problems.append(f"expected: {what}; exit code {self.exit_code}, {reason} ({self.folder})")

    def last_weights(self):
        """Who serves what when the release is over."""
        weights = [row["weights"] for row in self.rows if row.get("event") == "ended" and "weights" in row]
        return weights[-1] if weights else None

    def text(self):
        verdict = self.summary.get("verdict", f"exit code {self.exit_code}")
        counts = f", {self.summary['failures']} of {self.summary['requests']} requests failed" if self.summary else ""
        return verdict + counts + (f", {self.note}" if self.note else "")


class Stage:
    """Where rehearsals are run: the program, the options that all of them have, and a folder for theirs."""

    def __init__(self, program, options, scratch):
        self.program, self.options, self.scratch = program, options, scratch
        self.counter = itertools.count(1)

    def rehearse(self, *more):
        folder = os.path.join(self.scratch, str(next(self.counter)))
        return self.run([*self.options, "--folder", folder, *more], folder)

    def resume(self, first):
        """Goes on with a rehearsal; what was wrong before stays a problem."""
        run = self.run(["--resume", first.folder], first.folder)
        run.problems += first.problems
        return run

    def events(self):
        """How many events the journal of a good release has."""
        run = self.rehearse()
        if run.exit_code != 0:
            raise Failure(f"the release whose events were to be counted ended with {run.exit_code}: {run.errors}")
        with open(os.path.join(run.folder, "journal.jsonl")) as file:
            return sum(1 for _ in file) - 1

    def run(self, arguments, folder):
        try:
            result = subprocess.run(
                [self.program, "rehearse", "--json", *arguments], capture_output=True, text=True, timeout=TIME_LIMIT_SECONDS)
            rows = [json.loads(line) for line in result.stdout.splitlines()]
        except subprocess.TimeoutExpired:
            for process, _ in left_over(folder):
                os.kill(process, signal.SIGKILL)
            raise Failure(f"not over after {TIME_LIMIT_SECONDS} s ({folder})") from None
        except ValueError as error:
            raise Failure(f"a line is no JSON: {error} ({folder})") from None
        return Run(folder, result.returncode, rows, result.stderr.strip())


def left_over(folder):
    """Processes of a rehearsal, by the mark in their environment or, the world's, by their arguments."""
    try:
        with open(os.path.join(folder, "world.json")) as file:
            mark = ("VIRIDIAN_REHEARSAL=" + json.load(file)["id"]).encode()
    except FileNotFoundError:
        return []
    found = []
    for process in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{process}/environ", "rb") as file:
                environment = file.read().split(b"\0")
            with open(f"/proc/{process}/cmdline", "rb") as file:
                words = file.read().rstrip(b"\0").split(b"\0")
        except OSError:
            continue
        if mark in environment or folder.encode() in words:
            found.append((int(process), b" ".join(words).decode(errors="replace")))
    return found


def kill_world(folder):
    """Whether there was a world to kill, and it is gone now."""
    worlds = [process for process, words in left_over(folder) if f"world {folder}" in words]
    for process in worlds:
        os.kill(process, signal.SIGKILL)
    for _ in range(100):
        if not any(process in worlds for process, _ in left_over(folder)):
            return bool(worlds)
        time.sleep(0.01)
    return False
