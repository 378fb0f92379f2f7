#!/usr/bin/env python3
"""Gives changed templates to reader, writer, resolver and review for some minutes, and says what came of it.

    cd Benchmarks && swift build -c release --product TemplateMutator && ./fuzz.py --minutes 10 TEMPLATES…

A template is a file, or a folder whose .yaml, .yml, .json and .template files are taken. Each process runs a minute with a seed
of its own and at most --memory MiB. One that crashes, or hangs (SIGPROF after 20 s of work), leaves its case in --keep, and the
next one goes on.
"""
import argparse
import collections
import json
import pathlib
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
ENDINGS = {".yaml", ".yml", ".json", ".template"}


def files(paths):
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file() and file.suffix in ENDINGS and file.stat().st_size < 300_000:
                yield str(file)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("templates", nargs="+", type=pathlib.Path)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--memory", type=int, default=2048)
    parser.add_argument("--keep", type=pathlib.Path, default=pathlib.Path("failures"))
    parser.add_argument("--mutator", default=str(HERE / ".build/release/TemplateMutator"))
    options = parser.parse_args()
    bases = list(files(options.templates))
    folder = pathlib.Path(tempfile.mkdtemp())
    case = folder / "case"
    end = time.monotonic() + options.minutes * 60
    outcomes, failures, slowest, peak, seed = collections.Counter(), [], 0, 0, options.seed

    def limit():
        size = options.memory * 1024 * 1024
        resource.setrlimit(resource.RLIMIT_AS, (size, size))

    while time.monotonic() < end:
        seconds = max(1, min(60, end - time.monotonic()))
        run = subprocess.run([options.mutator, str(seed), str(seconds), str(case), *bases], capture_output=True, text=True,
                             preexec_fn=limit)
        if run.returncode == 0:
            summary = json.loads(run.stdout)
            outcomes.update(summary["outcomes"])
            peak = max(peak, summary["peak_kib"])
            if summary["slowest_ms"] > slowest:
                slowest = summary["slowest_ms"]
                options.keep.mkdir(exist_ok=True)
                shutil.copy(f"{case}.slowest", options.keep / "slowest")
        else:
            what = signal.Signals(-run.returncode).name if run.returncode < 0 else f"exit {run.returncode}"
            options.keep.mkdir(exist_ok=True)
            shutil.copy(case, options.keep / f"seed-{seed}")
            failures.append({"seed": seed, "what": what, "says": run.stderr[-400:]})
            print(json.dumps(failures[-1]), file=sys.stderr, flush=True)
        seed += 1
    print(json.dumps({"templates": len(bases), "cases": sum(outcomes.values()), "seeds": [options.seed, seed - 1],
                      "failures": len(failures), "slowest_ms": round(slowest, 1), "peak_mib": round(peak / 1024, 1),
                      "outcomes": dict(outcomes.most_common())}, indent=2))
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
