#!/usr/bin/env python3
"""Rehearses over and over, and says what came of it as a table in Markdown.

    swift build -c release --product viridian
    python3 Benchmarks/endurance/endurance.py .build/release/viridian > docs/endurance.md

Parts: good (a good green, 20 times), the five faults (10 times each), kill (SIGKILL of the runner at each event of the journal,
then --resume) and world (SIGKILL of the world). After each run no process of it may be left. A part
that fails makes the exit code 1.
"""
import argparse
import datetime
import json
import os
import platform
import signal
import subprocess
import sys
import tempfile
import time

FAULTS = {"errors": "errors=0.3", "latency": "latency=800ms", "crash": "crash=5s", "never-healthy": "never-healthy"}


class Run:
    """One rehearsal: its exit code, its summary, and where it stands."""

    def __init__(self, program, arguments, folder):
        self.folder = folder
        result = subprocess.run([program, "rehearse", "--json", *arguments], capture_output=True, text=True, timeout=300)
        lines = [json.loads(line) for line in result.stdout.splitlines()]
        self.exit_code = result.returncode
        self.rows = lines
        self.summary = lines[-1] if lines and lines[-1]["kind"] == "summary" else {}
        self.errors = result.stderr.strip()

    def final_weights(self):
        weights = [row["weights"] for row in self.rows if row.get("event") == "ended" and "weights" in row]
        return weights[-1] if weights else None


def left_over(folder):
    """Processes of a rehearsal, by the mark in their environment or their arguments."""
    with open(os.path.join(folder, "world.json")) as file:
        mark = ("VIRIDIAN_REHEARSAL=" + json.load(file)["id"]).encode()
    found = []
    for process in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{process}/environ", "rb") as file:
                environment = file.read().split(b"\0")
            with open(f"/proc/{process}/cmdline", "rb") as file:
                words = file.read().split(b"\0")
        except OSError:
            continue
        if mark in environment or folder.encode() in words:
            found.append((int(process), words))
    return found


class Part:
    """A row of the table: how often something was tried, and what was wrong."""

    def __init__(self, name, expected):
        self.name, self.expected = name, expected
        self.tries, self.requests, self.problems, self.times = 0, 0, [], []

    def check(self, run, conditions):
        self.tries += 1
        self.requests += run.summary.get("requests", 0)
        for what, holds in conditions.items():
            if not holds:
                self.problems.append(f"{what} ({run.folder}: {run.errors or run.summary.get('reason', '')})")
        left = left_over(run.folder)
        if left:
            self.problems.append(f"processes left: {left}")
        sign = "." if not self.problems else "x"
        print(f"{self.name} {self.tries}: {run.summary.get('verdict', run.errors)} {sign}", file=sys.stderr, flush=True)

    def row(self):
        spread = f"{min(self.times)}–{max(self.times)}" if self.times else ""
        return f"| {self.name} | {self.tries} | {self.expected} | {self.requests} | {spread} | {len(self.problems)} |"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--parts", default="good,errors,latency,crash,never-healthy,ignore-sigterm,kill,world")
    parser.add_argument("--good", type=int, default=20, help="how often a good green is released")
    parser.add_argument("--bad", type=int, default=10, help="how often each fault is tried")
    parser.add_argument("--rate", default="200")
    parser.add_argument("--scale", default="10")
    parser.add_argument("--bake", default="60s")
    arguments = parser.parse_args()
    program = os.path.abspath(arguments.program)
    scratch = tempfile.mkdtemp(prefix="viridian-endurance-")
    count = 0

    def rehearse(*more, folder=None):
        nonlocal count
        count += 1
        folder = folder or os.path.join(scratch, str(count))
        base = ["--rate", arguments.rate, "--scale", arguments.scale, "--bake", arguments.bake, "--folder", folder]
        return Run(program, [*base, *more], folder)

    def resume(folder):
        return Run(program, ["--resume", folder], folder)

    parts = []
    wanted = arguments.parts.split(",")
    if "good" in wanted:
        part = Part("good green", "promoted, no request failed")
        for _ in range(arguments.good):
            run = rehearse()
            part.check(run, {"promoted": run.exit_code == 0, "no request failed": run.summary.get("failures") == 0})
            part.times.append(run.summary.get("time_to_promote_ms", 0))
        parts.append(part)
    for name, fault in FAULTS.items():
        if name not in wanted:
            continue
        part = Part(fault, "rolled back, blue serves everything")
        for _ in range(arguments.bad):
            run = rehearse("--fault", fault)
            part.check(run, {
                "rolled back": run.exit_code == 3, "blue serves everything": run.final_weights() == {"blue": 100, "green": 0}})
            part.times.append(run.summary.get("failures", 0))
        parts.append(part)
    if "ignore-sigterm" in wanted:
        part = Part("ignore-sigterm", "promoted, killed after the grace, reported")
        for _ in range(arguments.bad):
            run = rehearse("--fault", "ignore-sigterm")
            part.check(run, {
                "promoted": run.exit_code == 0, "no request failed": run.summary.get("failures") == 0,
                "both reported": sorted(run.summary.get("killed", [])) == ["green-1", "green-2"]})
        parts.append(part)
    if "kill" in wanted:
        part = Part("runner killed at each event, resumed", "promoted, no request failed")
        event = 0
        while True:
            event += 1
            first = rehearse("--die-after-event", str(event))
            if first.exit_code != -signal.SIGKILL:
                break
            run = resume(first.folder)
            part.check(run, {"promoted": run.exit_code == 0, "no request failed": run.summary.get("failures") == 0})
        part.expected += f" ({event - 1} events)"
        parts.append(part)
    if "world" in wanted:
        part = Part("world killed", "nothing left after 2 s, resuming ends with 70")
        for event in (3, 9, 15):
            first = rehearse("--die-after-event", str(event))
            for process, words in left_over(first.folder):
                if b"world" in words:
                    os.kill(process, signal.SIGKILL)
            time.sleep(2)
            left = left_over(first.folder)
            run = resume(first.folder)
            part.check(run, {"nothing left": not left, "exit code 70": run.exit_code == 70})
        parts.append(part)
    report(parts, arguments)
    sys.exit(1 if any(part.problems for part in parts) else 0)


def report(parts, arguments):
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True).stdout.strip()
    with open("/proc/cpuinfo") as file:
        model = next((line.split(":")[1].strip() for line in file if line.startswith("model name")), platform.machine())
    print("# Endurance\n")
    print("Written by `python3 Benchmarks/endurance/endurance.py .build/release/viridian`: one rehearsal of the storefront at a "
          "time.\n")
    print(f"{datetime.date.today()}, commit {commit}, {os.cpu_count()} cores of {model}, {arguments.rate} requests a second, "
          f"times divided by {arguments.scale}, bake {arguments.bake}.\n")
    print("| what | runs | expected each time | requests | spread | problems |")
    print("|---|---|---|---|---|---|")
    for part in parts:
        print(part.row())
    print("\nThe spread is the time to promote in ms of a good green, and the number of failed requests of a bad one. After each "
          "run no process of it was left, or it counts as a problem.")
    for part in parts:
        for problem in part.problems:
            print(f"\n- {part.name}: {problem}")


if __name__ == "__main__":
    main()
