#!/usr/bin/env python3
"""Sabotages the release engine once for each of its rules, and asks the simulator to find it. Python's standard library only.

    python3 Tests/Sabotage/run.py > docs/sabotage.md
    python3 Tests/Sabotage/run.py --mended

Each line of patches.txt is changed in a copy of the modules, which is built for release; then seeds are run until one breaks a
rule, 10,000 at most. With --mended the lines of mended.txt are changed instead, and each has to make its own seed break a rule.
A sabotage that is not found, or that no longer applies, makes the exit code 1.
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
        .target(name: "ViridianRelease"), .target(name: "ViridianBehaviour"),
        .target(name: "ViridianSimulation", dependencies: ["ViridianRelease", "ViridianBehaviour"]),
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
let first = UInt64(CommandLine.arguments[1]) ?? 1
let last = UInt64(CommandLine.arguments[2]) ?? 10_000
for seed in first...last {
    var simulation = Simulation(seed: seed)
    if let violation = simulation.run().violation {
        print("\\(seed)\\t\\(violation)")
        break
    }
}
"""


def patches(name, word):
    """Each sabotage of a list as (rule or seed, what, [(file, old line, new line)])."""
    text = (ROOT / "Tests/Sabotage" / name).read_text()
    change = r"file (.+)\n- (.+)\n\+ (.+)\n"
    entries = re.finditer(rf"^{word} (\d+): (.+)\n((?:{change})+)", text, re.MULTILINE)
    return [(int(m[1]), m[2], re.findall(change, m[3])) for m in entries]


def copy_package(folder):
    for module in ["ViridianRelease", "ViridianBehaviour", "ViridianSimulation"]:
        shutil.copytree(ROOT / "Sources" / module, folder / "Sources" / module)
    (folder / "Sources/Try").mkdir()
    (folder / "Sources/Try/main.swift").write_text(MAIN)
    (folder / "Package.swift").write_text(MANIFEST)


def build(folder):
    done = subprocess.run(["swift", "build", "-c", "release", "--package-path", folder], capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stdout[-3000:] + done.stderr[-1000:])


def first_violation(folder, first, last):
    done = subprocess.run(
        [folder / ".build/release/Try", str(first), str(last)], capture_output=True, text=True, timeout=1800)
    return done.stdout.strip() or (f"0\tit crashed: {done.returncode}" if done.returncode else "")


def sabotaged(folder, changes, where, try_out):
    """What `try_out` finds while some lines of the engine are others."""
    engine = folder / "Sources/ViridianRelease"
    for name, old, new in changes:
        text = (engine / name).read_text()
        lines = [line for line in text.splitlines() if line.strip() == old]
        if not lines:
            sys.exit(f"{where}: {name} has no line \"{old}\"; mend Tests/Sabotage")
        (engine / name).write_text(text.replace(lines[0], lines[0].replace(old, new), 1))
    build(folder)
    found = try_out()
    for name, _, _ in changes:
        shutil.copy(ROOT / "Sources/ViridianRelease" / name, engine / name)
    return found


def try_rules(folder, wanted, seeds):
    print("# Sabotage\n\nWritten by `Tests/Sabotage/run.py`: the reducer is made wrong in one line for each rule, and the "
          f"simulator tries to find it within {seeds} seeds.\n")
    print("| rule | what was made wrong | found by seed | as |\n|---|---|---|---|")
    missed = 0
    for rule, what, changes in patches("patches.txt", "rule"):
        if wanted and rule not in wanted:
            continue
        found = sabotaged(folder, changes, f"rule {rule}", lambda: first_violation(folder, 1, seeds))
        missed += not found
        seed, _, message = found.partition("\t")
        print(f"| {rule} | {what} | {seed or '**not found**'} | {message} |", flush=True)
    return missed


def try_mended(folder, wanted, search):
    missed = 0
    for seed, what, changes in patches("mended.txt", "seed"):
        if wanted and seed not in wanted:
            continue
        first, last = (1, search) if search else (seed, seed)
        found = sabotaged(folder, changes, f"seed {seed}", lambda: first_violation(folder, first, last))
        missed += not found
        print(f"{what}: {found or 'not found'}", flush=True)
    return missed


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--seeds", type=int, default=10_000)
    options.add_argument("--only", help="only these rules, or seeds, separated by commas")
    options.add_argument("--mended", action="store_true", help="what was wrong once, by mended.txt")
    options.add_argument("--search", type=int, help="with --mended: the first of so many seeds, instead of the named one")
    arguments = options.parse_args()
    wanted = {int(rule) for rule in arguments.only.split(",")} if arguments.only else None
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        copy_package(folder)
        if arguments.mended:
            missed = try_mended(folder, wanted, arguments.search)
        else:
            missed = try_rules(folder, wanted, arguments.seeds)
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
