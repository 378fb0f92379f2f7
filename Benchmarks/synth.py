#!/usr/bin/env python3
"""Times the storefront's synth beside the same storefront in the AWS CDK and in troposphere: whole processes, in turns.

    python3 -m venv /tmp/peers && /tmp/peers/bin/pip install aws-cdk-lib==2.275.0 troposphere==4.11.1    # the CDK needs Node
    swift build -c release --product storefront
    Benchmarks/synth.py .build/release/storefront /tmp/peers/bin/python
    Benchmarks/synth.py --rebuild       # how long a change of one line takes until the template is there, in debug

Each figure is the median of the rounds; memory is the most that one process of those had (the CDK has two: Python and Node).
What each of them writes is counted, so that nobody is fast by writing less.
"""
import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
STACK = HERE.parent / "Examples/Storefront/Stack/Storefront.swift"


def measure(command):
    """Seconds on the clock, seconds of processor and MiB of a process with its children."""
    environment = dict(os.environ, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION="1", PYTHONDONTWRITEBYTECODE="1")
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))} ended with {process.returncode}")
    return time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def resources(path):
    return len(json.loads(path.read_text())["Resources"])


def rebuild(rounds):
    """Changes the time of a bake, and builds and synthesises each time, in debug."""
    text = STACK.read_text()

    def build_and_synthesise():
        for command in [["swift", "build", "--product", "storefront"], [".build/debug/storefront", "synth"]]:
            subprocess.run(command, cwd=HERE.parent, check=True, stdout=subprocess.DEVNULL)

    build_and_synthesise()  # What was stale before is not timed.
    seconds = []
    try:
        for round in range(rounds):
            changed = text.replace("bake: .minutes(5)", f"bake: .minutes({6 + round})")
            if changed == text:
                sys.exit(f"{STACK} has no bake of 5 minutes to change")
            STACK.write_text(changed)
            start = time.monotonic()
            build_and_synthesise()
            seconds.append(time.monotonic() - start)
    finally:
        STACK.write_text(text)
    figures = ", ".join(f"{figure:.1f}" for figure in seconds)
    print(f"A change of one line, built in debug and synthesised: {figures} s (median {statistics.median(seconds):.1f} s)")


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("storefront", nargs="?")
    options.add_argument("python", nargs="?", help="the Python of an environment with aws-cdk-lib and troposphere")
    options.add_argument("--rounds", type=int, default=7)
    options.add_argument("--rebuild", action="store_true")
    arguments = options.parse_args()
    if arguments.rebuild:
        return rebuild(arguments.rounds)
    if not arguments.python:
        options.error("give the storefront and the Python of its peers, or --rebuild")

    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        commands = {
            "viridian": [arguments.storefront, "synth", "--format", "json", "--output", folder / "viridian"],
            "troposphere": [arguments.python, HERE / "peers/storefront_troposphere.py", folder / "troposphere.json"],
            "aws-cdk-lib": [arguments.python, HERE / "peers/storefront_cdk.py", folder / "cdk"],
        }
        runs = {name: [] for name in commands}
        for command in commands.values():  # Once for the caches, which are not timed.
            measure(command)
        for _ in range(arguments.rounds):
            for name, command in commands.items():
                runs[name].append(measure(command))
        written = {
            "viridian": resources(folder / "viridian/Storefront.json"),
            "troposphere": resources(folder / "troposphere.json"),
            "aws-cdk-lib": resources(folder / "cdk/Storefront.template.json"),
        }
    medians = {name: [statistics.median(column) for column in zip(*figures)] for name, figures in runs.items()}
    print(f"{arguments.rounds} rounds\n")
    print("| | resources | wall | processor | memory | wall against viridian |\n|---|---|---|---|---|---|")
    for name, (wall, processor, memory) in medians.items():
        ratio = wall / medians["viridian"][0]
        print(
            f"| {name} | {written[name]} | {wall * 1000:.1f} ms | {processor * 1000:.0f} ms | {memory:.0f} MiB "
            f"| {ratio:.1f} × |")


if __name__ == "__main__":
    main()
