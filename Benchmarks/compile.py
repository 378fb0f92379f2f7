#!/usr/bin/env python3
"""What compiling the module of resources costs in debug, and how many protocol conformances it has.

    swift build && Benchmarks/compile.py                # prints CPU seconds of three runs with all types, and with 60 of them

A run touches every file of the module and takes the CPU seconds in user mode of `swift build --target ViridianResources`, beyond
those of the same command when there is nothing to do. The modules below it are built before, and so is the index, which is filled
once. For 60 types the files of some services are moved away while it runs, and put back.

A program looks through the conformances of all its modules when it first asks whether a type conforms to a protocol.
"""
import argparse
import json
import pathlib
import resource
import shutil
import statistics
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[1]
MODULE = ROOT / "Sources/ViridianResources"
GENERATED = MODULE / "Generated"
# 18 of the 78 types; nothing else in the module needs them.
LEFT_OUT = (
    "ApplicationAutoScaling Backup CloudWatch CodeBuild CodeConnections CodeDeploy CodePipeline DMS Scheduler".split()
)


def build():
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    command = ["swift", "build", "--target", "ViridianResources"]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


def run():
    for file in MODULE.rglob("*.swift"):
        file.touch()
    seconds = build()
    return seconds - build()


def conformances():
    """Each is an entry of four bytes in the section `swift5_protocol_conformances`."""
    files = json.loads((ROOT / ".build/debug/ViridianResources.build/output-file-map.json").read_text())
    objects = [file["object"] for file in files.values() if "object" in file]
    sections = subprocess.run(["readelf", "-SW", *objects], capture_output=True, text=True, check=True).stdout.splitlines()
    ours = [line for line in sections if "swift5_protocol_conformances" in line and ".rela" not in line]
    return sum(int(line.split("]")[1].split()[4], 16) // 4 for line in ours)


def measure(name, rounds):
    build()
    seconds = [run() for _ in range(rounds)]
    figures = ", ".join(f"{figure:.1f}" for figure in seconds)
    print(f"{name}: {figures} s (median {statistics.median(seconds):.1f} s), {conformances()} conformances", flush=True)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rounds", type=int, default=3)
    rounds = options.parse_args().rounds
    types = sum(file.read_text().count(": ResourceDefinition {") for file in GENERATED.glob("*.swift"))
    measure(f"{types} types", rounds)
    with tempfile.TemporaryDirectory() as folder:
        try:
            for service in LEFT_OUT:
                types -= (GENERATED / f"{service}.swift").read_text().count(": ResourceDefinition {")
                shutil.move(GENERATED / f"{service}.swift", folder)
            measure(f"{types} types", rounds)
        finally:
            for file in pathlib.Path(folder).iterdir():
                shutil.move(file, GENERATED / file.name)


main()
