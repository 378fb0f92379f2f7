"""The bytes of the catalogue.

    header    magic "VCAT", version, then count and offset of each table, all UInt32 little-endian
    strings   UInt32 offsets (count + 1), then UTF-8; sorted, so that comparing numbers compares texts
    nodes     UInt32 offsets (count + 1), then for each keyword: code, length, payload
    types     UInt32 offsets (count + 1), sorted by name, then records
    regions   varint string numbers; a type has a bit for each
    documents pairs of varints: string number, node; sorted by name

Numbers inside records are LEB128 varints. `Sources/ViridianCatalog/Bytes` reads this.
"""

import collections
import struct

import attributes
import graph
import keywords

MAGIC, VERSION = b"VCAT", 1
Catalogue = collections.namedtuple("Catalogue", "data summary")


def encode(wheel):
    regions = wheel.regions()
    # For regions that it knows nothing of, the wheel repeats the types of us-east-1: no knowledge is better than a wrong one.
    home = regions[wheel.home_region]
    names = sorted(name for name in regions if name != "sam" and (name == wheel.home_region or regions[name] != home))
    schemas = wheel.resource_schemas(regions)
    whole_types, exceptions = wheel.attribute_tables()
    extensions = collections.defaultdict(list)
    nodes = graph.Graph()
    for type_name, pointer, rule, schema in wheel.extensions():
        node = graph.Document(nodes, schema, f"{rule} for {type_name}").node(schema)
        extensions[type_name].append((pointer, rule, node))

    records = []
    for type_name, schema in schemas.items():
        available = sum(1 << bit for bit, region in enumerate(names) if type_name in regions[region])
        found = attributes.attributes(type_name, schema, whole_types, exceptions)
        records.append(_record(nodes, type_name, schema, found, extensions[type_name], available))
    documents = [(name, graph.Document(nodes, schema, name).node(schema)) for name, schema in wheel.documents().items()]
    return _write(nodes, records, names, documents)


def _record(nodes, type_name, schema, found, extensions, available):
    document = graph.Document(nodes, schema, type_name)
    root = document.node(schema)
    identifiers = schema.get("primaryIdentifier", [])
    parts = identifiers[0].split("/")[2:] if len(identifiers) == 1 else None
    returned = attributes.pointed(schema, schema, parts) if parts else attributes.TEXT
    tagging = schema.get("tagging") or {}
    properties = schema.get("properties", {})
    taggable = tagging.get("taggable", schema.get("taggable", "Tags" in properties))
    tag_property = _path(tagging.get("tagProperty", "/properties/Tags")) if taggable else ""
    if tag_property not in properties:
        tag_property = ""
    return {
        "name": type_name,
        "root": root,
        "ref": document.node(returned),
        "regions": available,
        "tags": tag_property,
        "replacement": int(schema.get("replacementStrategy") == "delete_then_create"),
        "lists": [
            [_path(pointer) for pointer in schema.get(key, [])]
            for key in (
                "primaryIdentifier", "readOnlyProperties", "createOnlyProperties", "conditionalCreateOnlyProperties",
                "writeOnlyProperties", "deprecatedProperties",
            )
        ],
        "attributes": sorted((name, document.node(value)) for name, value in found.items()),
        "definitions": sorted((name, document.target(f"#/definitions/{name}")) for name in schema.get("definitions", {})),
        "extensions": extensions,
    }


def _path(pointer):
    return pointer.removeprefix("/properties/")


def _write(nodes, records, regions, documents):
    strings = _Strings()
    for content in nodes.nodes:
        for entry in content:
            strings.collect(entry)
    for record in records:
        strings.collect(list(record.values()))
    strings.collect(regions)
    strings.collect([name for name, _ in documents])
    strings.close()

    tables = [
        _table([text.encode() for text in strings.texts]),
        _table([_node(content, strings) for content in nodes.nodes]),
        _table([_type(record, strings) for record in records]),
        (len(regions), b"".join(varint(strings[name]) for name in regions)),
        (len(documents), b"".join(varint(strings[name]) + varint(node) for name, node in documents)),
    ]
    header = bytearray(MAGIC + struct.pack("<I", VERSION))
    offset = len(header) + 8 * len(tables)
    body = bytearray()
    for count, data in tables:
        header += struct.pack("<II", count, offset + len(body))
        body += data + bytes(-len(data) % 4)
    summary = f"{len(records):,} types, {len(nodes.nodes):,} nodes, {len(strings.texts):,} strings"
    return Catalogue(bytes(header + body), summary)


class _Strings:
    def __init__(self):
        self.found = set()

    def collect(self, value):
        if isinstance(value, str):
            self.found.add(value)
        elif isinstance(value, (list, tuple)):
            for item in value:
                self.collect(item)

    def close(self):
        self.texts = sorted(self.found, key=str.encode)
        self.numbers = {text: number for number, text in enumerate(self.texts)}

    def __getitem__(self, text):
        return self.numbers[text]


def _table(items):
    offsets = [0]
    for item in items:
        offsets.append(offsets[-1] + len(item))
    return len(items), struct.pack(f"<{len(offsets)}I", *offsets) + b"".join(items)


def _node(content, strings):
    data = bytearray()
    for code, kind, payload in content:
        item = _payload(kind, payload, strings)
        data += bytes([code]) + varint(len(item)) + item
    return bytes(data)


def _payload(kind, payload, strings):
    if kind == keywords.NODE:
        return varint(payload)
    if kind == keywords.NODES:
        return varint(len(payload)) + b"".join(map(varint, payload))
    if kind == keywords.MAP:
        return _map(payload, strings)
    if kind == keywords.TYPES:
        return bytes([payload])
    return b"" if kind == keywords.FLAG else _value(payload, strings)


def _map(pairs, strings):
    return varint(len(pairs)) + b"".join(varint(strings[name]) + varint(node) for name, node in sorted(pairs, key=_bytes))


def _bytes(pair):
    return pair[0].encode()


def _value(value, strings):
    kind, item = value
    if kind == "NoneType":
        return b"\0"
    if kind == "bool":
        return b"\2" if item else b"\1"
    if kind == "int":
        return b"\3" + varint(item << 1 if item >= 0 else (-item << 1) - 1)
    if kind == "float":
        return b"\4" + struct.pack("<d", item)
    if kind == "str":
        return b"\5" + varint(strings[item])
    if kind == "array":
        return b"\6" + varint(len(item)) + b"".join(_value(part, strings) for part in item)
    return b"\7" + varint(len(item)) + b"".join(varint(strings[key]) + _value(part, strings) for key, part in item)


def _type(record, strings):
    data = varint(strings[record["name"]]) + varint(record["root"]) + varint(record["ref"]) + varint(record["regions"])
    data += varint(strings[record["tags"]]) + varint(record["replacement"])
    for paths in record["lists"]:
        data += varint(len(paths)) + b"".join(varint(strings[path]) for path in sorted(paths, key=str.encode))
    data += _map(record["attributes"], strings) + _map(record["definitions"], strings)
    data += varint(len(record["extensions"]))
    for pointer, rule, node in record["extensions"]:
        data += varint(strings[pointer]) + varint(strings[rule]) + varint(node)
    return data


def varint(number):
    data = bytearray()
    while number >= 0x80:
        data.append(number & 0x7F | 0x80)
        number >>= 7
    data.append(number)
    return bytes(data)
