#!/usr/bin/env python3
"""Rehearses over and over, and says what came of it as a table in Markdown. Linux, Python's standard library only.

    swift build -c release --product viridian
    python3 Benchmarks/endurance/endurance.py .build/release/viridian > docs/endurance.md

Parts: good (a good green, 20 times), the five faults (10 times each), kill (SIGKILL of the runner after each event of the
journal, then --resume) and world (SIGKILL of the world). After each run no process of it may be left. Each run is a line on
standard error. A run that is not as expected makes the exit code 1.
"""
import argparse
import concurrent.futures
import datetime
import os
import platform
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from rehearsal import Failure, Stage, kill_world, left_over

ROLLED_BACK = {"errors": "errors=0.3", "latency": "latency=800ms", "crash": "crash=5s", "never-healthy": "never-healthy"}
PARTS = ["good", *ROLLED_BACK, "ignore-sigterm", "kill", "world"]


def good(stage):
    """A good green is promoted and nobody notices."""
    run = stage.rehearse()
    run.expect("promoted", run.exit_code == 0)
    run.expect("no request failed", run.summary.get("failures") == 0)
    return run, run.summary.get("time_to_promote_ms")


def rolled_back(fault):
    def attempt(stage):
        run = stage.rehearse("--fault", fault)
        run.expect("rolled back", run.exit_code == 3)
        run.expect("blue serves everything", run.last_weights() == {"blue": 100, "green": 0})
        return run, run.summary.get("failures")

    return attempt


def ignore_sigterm(stage):
    run = stage.rehearse("--fault", "ignore-sigterm")
    run.expect("promoted", run.exit_code == 0)
    run.expect("no request failed", run.summary.get("failures") == 0)
    run.expect("both killed and reported", sorted(run.summary.get("killed", [])) == ["green-1", "green-2"])
    return run, None


def runner_killed(event):
    """A release may be over a little earlier than the one whose events were counted; then it must have been promoted."""

    def attempt(stage):
        first = stage.rehearse("--die-after-event", str(event))
        if first.exit_code == 0:
            first.note = "over before"
            return first, None
        first.expect("killed", first.exit_code == -signal.SIGKILL)
        run = stage.resume(first)
        run.expect("promoted", run.exit_code == 0)
        run.expect("no request failed", run.summary.get("failures") == 0)
        run.note = f"after event {event}"
        return run, None

    return attempt


def world_killed(event):
    def attempt(stage):
        first = stage.rehearse("--die-after-event", str(event))
        first.expect("runner killed", first.exit_code == -signal.SIGKILL)
        first.expect("a world to kill", kill_world(first.folder))
        time.sleep(2)
        left = left_over(first.folder)
        run = stage.resume(first)
        run.expect(f"nothing left after 2 s, but {left}", not left)
        run.expect("resuming ends with 70", run.exit_code == 70)
        run.note = f"after event {event}"
        return run, None

    return attempt


def attempts(part, stage, arguments):
    """What is expected each time, and the attempts of a part."""
    if part == "good":
        return "promoted, no request failed", [good] * arguments.good
    if part in ROLLED_BACK:
        return "rolled back, blue serves everything", [rolled_back(ROLLED_BACK[part])] * arguments.bad
    if part == "ignore-sigterm":
        return "promoted, killed after the grace, reported", [ignore_sigterm] * arguments.bad
    if part == "kill":
        events = stage.events()
        points = range(1, events + 1, arguments.every)
        return f"promoted, no request failed ({events} events)", [runner_killed(point) for point in points]
    return "nothing left after 2 s, resuming ends with 70", [world_killed(event) for event in arguments.world_events]


def perform(part, stage, arguments):
    """Runs a part and returns its row of the table and its problems."""
    try:
        expected, tries = attempts(part, stage, arguments)
    except Failure as failure:
        print(f"{part}: {failure}", file=sys.stderr, flush=True)
        return f"| {part} | 0 | | 0 | | 1 |", [f"{part}: {failure}"]

    def attempt(numbered):
        number, action = numbered
        try:
            run, value = action(stage)
            left = left_over(run.folder)
            run.expect(f"no process left, but {left}", not left)
            requests, problems, what = run.summary.get("requests", 0), run.problems, run.text()
        except Failure as failure:
            requests, problems, what, value = 0, [str(failure)], "", None
        # One write a line, so that attempts beside each other don't mix theirs.
        sys.stderr.write(f"{part} {number}: {what} {'x ' + '; '.join(problems) if problems else 'ok'}\n")
        return requests, value, [f"{part} {number}: {problem}" for problem in problems]

    with concurrent.futures.ThreadPoolExecutor(arguments.parallel) as pool:
        results = list(pool.map(attempt, enumerate(tries, 1)))
    values = [value for _, value, _ in results if value is not None]
    spread = f"{min(values)}–{max(values)}" if values else ""
    problems = [problem for result in results for problem in result[2]]
    requests = sum(result[0] for result in results)
    wrong = sum(bool(result[2]) for result in results)
    return f"| {part} | {len(tries)} | {expected} | {requests} | {spread} | {wrong} |", problems


def report(rows, problems, arguments):
    git = subprocess.run(["git", "describe", "--always", "--dirty"], capture_output=True, text=True)
    with open("/proc/cpuinfo") as file:
        model = next((line.split(":")[1].strip() for line in file if line.startswith("model name")), platform.machine())
    what = os.path.basename(arguments.source) if arguments.source else "the storefront"
    today = datetime.datetime.now(datetime.timezone.utc).date()
    hold = f", hold {arguments.hold}" if arguments.hold else ""
    print("# Endurance\n")
    print(f"Written by `Benchmarks/endurance/endurance.py`: rehearsals of {what}, {arguments.parallel} at a time.\n")
    print(f"{today}, commit {git.stdout.strip()}, {os.cpu_count()} cores of {model}, {arguments.rate} requests a second, "
          f"times divided by {arguments.scale}{hold}, bake {arguments.bake}.\n")
    print("| what | runs | expected each time | requests | spread | runs with problems |")
    print("|---|---|---|---|---|---|")
    print("\n".join(rows))
    print("\nThe spread is the time to promote in ms of a good green, and the number of failed requests of a bad one. A process "
          "that is left after a run is a problem of that run.")
    for problem in problems:
        print(f"\n- {problem}")


def numbers(text):
    return [int(word) for word in text.split(",")]


def positive(text):
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is less than 1")
    return number


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", help="the viridian to try, built for release or debugging")
    parser.add_argument("--source", help="a template or an app; without it the storefront")
    parser.add_argument("--parts", default=",".join(PARTS), help="of " + ", ".join(PARTS))
    parser.add_argument("--good", type=positive, default=20, help="how often a good green is released")
    parser.add_argument("--bad", type=positive, default=10, help="how often each fault is tried")
    parser.add_argument("--every", type=positive, default=1, help="kill the runner at every Nth event only")
    parser.add_argument("--world-events", type=numbers, default=[3, 9, 15], help="events after which the world is killed")
    parser.add_argument("--rate", default="200")
    parser.add_argument("--scale", default="10")
    parser.add_argument("--hold")
    parser.add_argument("--bake", default="60s")
    parser.add_argument("--parallel", type=positive, default=1, help="rehearsals at a time; more than one disturb each other")
    arguments = parser.parse_args()
    parts = arguments.parts.split(",")
    if unknown := [part for part in parts if part not in PARTS]:
        parser.error(f"there is no part {unknown[0]}; parts are {', '.join(PARTS)}")
    options = ["--rate", arguments.rate, "--scale", arguments.scale, "--bake", arguments.bake]
    options += ["--hold", arguments.hold] if arguments.hold else []
    source = [os.path.abspath(arguments.source)] if arguments.source else []
    stage = Stage(os.path.abspath(arguments.program), [*source, *options], tempfile.mkdtemp(prefix="viridian-endurance-"))
    rows, problems = [], []
    for part in parts:
        row, more = perform(part, stage, arguments)
        rows.append(row)
        problems += more
    report(rows, problems, arguments)
    if not problems:
        # What went wrong can be looked at; what went well is of no use.
        shutil.rmtree(stage.scratch)
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
