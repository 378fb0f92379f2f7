#!/usr/bin/env python3
"""Times `viridian review` beside cfn-lint and cloudformation-validate: whole processes, cold, in turns, in one run. Linux.

    python3 -m venv /tmp/peers && /tmp/peers/bin/pip install cfn-lint==1.58.0 cloudformation-validate==1.14.0
    swift build -c release --product viridian
    Benchmarks/review.py .build/release/viridian /tmp/peers/bin template.yaml more.yaml …

The first template is timed alone; then all of them in one process each. Each figure is the median of the rounds; memory is the
most that a process had.
"""
import argparse
import os
import statistics
import subprocess
import sys
import time

VALIDATE = """
import sys
from cloudformation_validate import RegoEngine
engine = RegoEngine()
for name in sys.argv[1:]:
    try:
        engine.validate_template(name)
    except Exception:
        pass
"""


def measure(command):
    """Seconds on the clock, seconds of processor and MiB of one process."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    return time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def compare(title, commands, rounds):
    print(f"\n{title}, {rounds} rounds\n\n| | wall | processor | memory | wall against viridian |\n|---|---|---|---|---|")
    runs = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            runs[name].append(measure(command))
    medians = {name: [statistics.median(column) for column in zip(*figures)] for name, figures in runs.items()}
    for name, (wall, processor, memory) in medians.items():
        ratio = wall / medians["viridian"][0]
        print(f"| {name} | {wall * 1000:.0f} ms | {processor * 1000:.0f} ms | {memory:.0f} MiB | {ratio:.1f} × |")


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("viridian")
    options.add_argument("peers", help="the bin folder of an environment with the peers")
    options.add_argument("templates", nargs="+")
    options.add_argument("--rounds", type=int, default=11)
    arguments = options.parse_args()

    def commands(templates):
        return {
            "viridian": [arguments.viridian, "review", "--format", "jsonl", *templates],
            "cfn-lint": [f"{arguments.peers}/cfn-lint", "--format", "json", "--regions", "us-east-1", "--", *templates],
            "cloudformation-validate": [f"{arguments.peers}/python", "-c", VALIDATE, *templates],
        }

    size = os.path.getsize(arguments.templates[0])
    compare(f"One template of {size / 1000:.0f} KB", commands(arguments.templates[:1]), arguments.rounds)
    if len(arguments.templates) > 1:
        rounds = max(3, arguments.rounds // 4)
        compare(f"{len(arguments.templates)} templates in one process", commands(arguments.templates), rounds)
    return 0


if __name__ == "__main__":
    sys.exit(main())
