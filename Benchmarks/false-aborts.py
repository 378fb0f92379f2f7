#!/usr/bin/env python3
"""Whether a comparison of the candidate with stable takes back no more good releases than it says. Python's standard library only.

    swift build -c release --product viridian && Benchmarks/false-aborts.py .build/release/viridian

Simulates 100,000 releases of a candidate as good as stable for each plan, and prints a table in Markdown. A share whose 95 %
interval (Wilson) lies above the stated rate makes the exit code 1.
"""
import argparse
import json
import math
import pathlib
import subprocess
import sys
import tempfile

# The stated rate, the ratio that is looked for, the share of requests that fail at both.
CASES = [(0.05, 2, 0.01), (0.05, 2, 0.001), (0.05, 1.2, 0.05), (0.01, 2, 0.01), (0.2, 2, 0.01), (0.5, 1.5, 0.05)]


def plan(rate, ratio):
    gate = {"Name": "regression", "Type": "Regression", "Ratio": ratio, "FalseAbortRate": rate}
    steps = [{"Weight": 10, "HoldSeconds": 60}, {"Weight": 50, "HoldSeconds": 60}, {"Weight": 100}]
    return {"Version": 1, "Steps": steps, "BakeSeconds": 60, "Headroom": 0, "Gates": [gate]}


def wilson(hits, count, z=1.96):
    share = hits / count
    middle = (share + z * z / (2 * count)) / (1 + z * z / count)
    half = z * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count)) / (1 + z * z / count)
    return middle - half, middle + half


def taken_back(program, case, runs):
    rate, ratio, baseline = case
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "plan.json"
        path.write_text(json.dumps(plan(rate, ratio)))
        done = subprocess.run(
            [program, "simulate", path, "--runs", str(runs), "--baseline", str(baseline), "--json"],
            capture_output=True, text=True, check=True)
    return json.loads(done.stdout)["good"]["taken_back"]


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("program")
    options.add_argument("--runs", type=int, default=100_000)
    arguments = options.parse_args()
    print("| stated at most | ratio | requests that fail | good releases taken back | 95 % interval |")
    print("|---|---|---|---|---|")
    failed = 0
    for case in CASES:
        share = taken_back(arguments.program, case, arguments.runs)
        low, high = wilson(round(share * arguments.runs), arguments.runs)
        failed += low > case[0]
        print(f"| {case[0]:.0%} | {case[1]} | {case[2]:.1%} | {share:.2%} | {low:.2%} to {high:.2%} |", flush=True)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
