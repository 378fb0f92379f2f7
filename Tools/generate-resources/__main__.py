"""Writes the resource types of the module ViridianResources as Swift structs.

    python3 Tools/generate-resources                 # fetches the pinned wheel with pip
    python3 Tools/generate-resources --wheel FILE    # takes a wheel that is already there
    python3 Tools/generate-resources --output DIR    # writes elsewhere, for instance to compare

The facts come from the resource schemas inside the PyPI package cfn-lint (MIT-0), the same that Tools/build-catalog reads. Which
types are written stands in types_to_write.py, what Swift calls them in words.py, and what points at what in references.py. The
same wheel gives the same bytes.
"""

import argparse
import pathlib
import shutil
import sys

TOOLS = pathlib.Path(__file__).resolve().parents[1]
sys.path.append(str(TOOLS / "build-catalog"))

import model
import swift
import types_to_write
import wheel

DEFAULT_OUTPUT = TOOLS.parent / "Sources/ViridianResources/Generated"


def main():
    parser = argparse.ArgumentParser(
        prog="generate-resources", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--wheel", type=pathlib.Path, help=f"cfn-lint {wheel.VERSION} wheel; fetched with pip when missing")
    parser.add_argument("--output", type=pathlib.Path, default=DEFAULT_OUTPUT)
    arguments = parser.parse_args()

    with wheel.Wheel.open(arguments.wheel) as source:
        regions = source.regions()
        schemas = source.resource_schemas({source.home_region: regions[source.home_region]})
        whole_types, exceptions = source.attribute_tables()
    resources = [model.Resource(name, schemas[name], whole_types, exceptions) for name in types_to_write.NAMES]
    shutil.rmtree(arguments.output, ignore_errors=True)
    for path, text in swift.files(resources):
        file = arguments.output / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    parts = sum(len(resource.structs) for resource in resources)
    print(f"{len(resources)} types with {parts} parts in {len(types_to_write.SERVICES)} services", file=sys.stderr)


main()
