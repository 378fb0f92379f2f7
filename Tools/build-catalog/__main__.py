"""Writes the catalogue of resource types that the C target CViridianCatalog embeds.

    python3 Tools/build-catalog                  # fetches the pinned wheel with pip
    python3 Tools/build-catalog --wheel FILE     # takes a wheel that is already there
    python3 Tools/build-catalog --output FILE    # writes elsewhere, for instance to compare

The facts come from the resource schemas inside the PyPI package cfn-lint (MIT-0). The same wheel gives the same bytes.
"""

import argparse
import pathlib
import sys

import encoding
import wheel

DEFAULT_OUTPUT = pathlib.Path(__file__).resolve().parents[2] / "Sources/CViridianCatalog/catalogue.bin"


def main():
    parser = argparse.ArgumentParser(prog="build-catalog", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--wheel", type=pathlib.Path, help=f"cfn-lint {wheel.VERSION} wheel; fetched with pip when missing")
    parser.add_argument("--output", type=pathlib.Path, default=DEFAULT_OUTPUT)
    arguments = parser.parse_args()

    with wheel.Wheel.open(arguments.wheel) as source:
        catalogue = encoding.encode(source)
    arguments.output.write_bytes(catalogue.data)
    print(f"{arguments.output.name}: {len(catalogue.data):,} bytes, {catalogue.summary}", file=sys.stderr)


main()
