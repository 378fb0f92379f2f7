#!/usr/bin/env python3
"""Sabotages the release engine once for each of its rules, and asks the simulator to find it. Python's standard library only.

    python3 Tests/Sabotage/run.py > docs/sabotage.md

Each line of patches.txt is changed in a copy of the two modules, which is built for release; then seeds are run until one
breaks a rule, 10,000 at most. A sabotage that is not found, or that no longer applies, makes the exit code 1.
"""
import argparse
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
MANIFEST = """// swift-tools-version: 6.2
import PackageDescription
let package = Package(
    name: "sabotage", platforms: [.macOS(.v15)],
    targets: [
        .target(name: "ViridianRelease"), .target(name: "ViridianSimulation", dependencies: ["ViridianRelease"]),
        .executableTarget(name: "Try", dependencies: ["ViridianSimulation"]),
    ])
for target in package.targets {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"), .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    ]
}
"""
MAIN = """import ViridianSimulation
let seeds = UInt64(CommandLine.arguments[1]) ?? 10_000
for seed in 1...seeds {
    var simulation = Simulation(seed: seed)
    if let violation = simulation.run().violation {
        print("\\(seed)\\t\\(violation)")
        break
    }
}
"""


def patches():
    """Each sabotage as (rule, what, file, old line, new line)."""
    text = (ROOT / "Tests/Sabotage/patches.txt").read_text()
    pattern = r"^rule (\d+): (.+)\nfile (.+)\n- (.+)\n\+ (.+)$"
    return [(int(m[1]), m[2], m[3], m[4], m[5]) for m in re.finditer(pattern, text, re.MULTILINE)]


def copy_package(folder):
    for module in ["ViridianRelease", "ViridianSimulation"]:
        shutil.copytree(ROOT / "Sources" / module, folder / "Sources" / module)
    (folder / "Sources/Try").mkdir()
    (folder / "Sources/Try/main.swift").write_text(MAIN)
    (folder / "Package.swift").write_text(MANIFEST)


def build(folder):
    done = subprocess.run(["swift", "build", "-c", "release", "--package-path", folder], capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stdout[-3000:] + done.stderr[-1000:])


def first_violation(folder, seeds):
    done = subprocess.run([folder / ".build/release/Try", str(seeds)], capture_output=True, text=True, timeout=600)
    return done.stdout.strip() or (f"0\tit crashed: {done.returncode}" if done.returncode else "")


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--seeds", type=int, default=10_000)
    options.add_argument("--rules", help="only these, separated by commas")
    arguments = options.parse_args()
    wanted = {int(rule) for rule in arguments.rules.split(",")} if arguments.rules else None
    print("# Sabotage\n\nWritten by `Tests/Sabotage/run.py`: the reducer is made wrong in one line for each rule, and the "
          f"simulator tries to find it within {arguments.seeds} seeds.\n")
    print("| rule | what was made wrong | found by seed | as |\n|---|---|---|---|")
    missed = 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        copy_package(folder)
        for rule, what, file, old, new in patches():
            if wanted and rule not in wanted:
                continue
            path = folder / "Sources/ViridianRelease" / file
            text = path.read_text()
            lines = [line for line in text.splitlines() if line.strip() == old]
            if not lines:
                sys.exit(f"rule {rule}: {file} has no line \"{old}\"; mend Tests/Sabotage/patches.txt")
            path.write_text(text.replace(lines[0], lines[0].replace(old, new), 1))
            build(folder)
            found = first_violation(folder, arguments.seeds)
            path.write_text(text)
            missed += not found
            seed, _, message = found.partition("\t")
            print(f"| {rule} | {what} | {seed or '**not found**'} | {message} |", flush=True)
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
