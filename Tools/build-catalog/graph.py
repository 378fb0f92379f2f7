"""Schemas as a graph in which equal parts are one node, and a definition stands wherever it was referred to."""

import keywords


class Graph:
    """Nodes with strings, each stored once. A recursive definition is a node that leads back to itself."""

    def __init__(self):
        self.nodes = []  # each: a tuple of (code, kind, payload), ordered by code
        self.index = {}

    def add(self, content):
        if content not in self.index:
            self.index[content] = len(self.nodes)
            self.nodes.append(content)
        return self.index[content]

    def reserve(self):
        self.nodes.append(None)
        return len(self.nodes) - 1


class Document:
    """One schema file, turned into nodes of a graph."""

    def __init__(self, graph, schema, name):
        self.graph, self.schema, self.name = graph, schema, name
        self.targets = {}  # reference -> node
        self.open = []  # references being built
        self.reserved = {}  # recursive reference -> node
        self.recursive = _recursive(schema)

    def target(self, reference):
        """The node of `#/definitions/Name`."""
        if reference not in self.targets:
            if reference in self.reserved:
                return self.reserved[reference]
            if reference in self.recursive:
                self.reserved[reference] = self.graph.reserve()
            content = self.content(_resolve(self.schema, reference))
            if reference in self.recursive:
                self.graph.nodes[self.reserved[reference]] = content
                self.targets[reference] = self.reserved[reference]
            else:
                self.targets[reference] = self.graph.add(content)
        return self.targets[reference]

    def node(self, schema):
        if isinstance(schema, dict) and "$ref" in schema:
            return self._reference(schema)
        return self.graph.add(self.content(schema))

    def _reference(self, schema):
        reference = schema["$ref"]
        beside = {key: value for key, value in schema.items() if key != "$ref" and key not in keywords.DROPPED}
        if not beside:
            return self.target(reference)
        resolved = _resolve(self.schema, reference)
        if isinstance(resolved, dict) and "$ref" not in resolved and all(resolved.get(k, v) == v for k, v in beside.items()):
            return self.node({**resolved, **beside})
        return self.graph.add(self.content({**beside, "allOf": [*beside.get("allOf", []), {"$ref": reference}]}))

    def content(self, schema):
        if schema is True:
            return ()
        if schema is False:
            return ((keywords.CODES["never"][0], keywords.FLAG, None),)
        if "$ref" in schema:
            node = self._reference(schema)
            content = self.graph.nodes[node]  # None while the definition is still being built
            return content if content is not None else ((keywords.CODES["allOf"][0], keywords.NODES, (node,)),)
        entries = []
        for key, value in _normal(schema, self.name).items():
            code, kind = keywords.CODES[key]
            entries.append((code, kind, self._payload(kind, value)))
        return tuple(sorted(entries, key=lambda entry: entry[0]))

    def _payload(self, kind, value):
        if kind == keywords.NODE:
            return self.node(value)
        if kind == keywords.NODES:
            return tuple(self.node(item) for item in value)
        if kind == keywords.MAP:
            return tuple(sorted((name, self.node(item)) for name, item in value.items()))
        if kind == keywords.TYPES:
            names = value if isinstance(value, list) else [value]
            return sum({keywords.TYPE_BITS[name] for name in names})
        return None if kind == keywords.FLAG else frozen(value)


def frozen(value):
    """A JSON value that can be a key; `1`, `1.0` and `True` stay apart."""
    if isinstance(value, dict):
        return ("object", tuple((key, frozen(value[key])) for key in sorted(value)))
    if isinstance(value, list):
        return ("array", tuple(frozen(item) for item in value))
    return (type(value).__name__, value)


def _normal(schema, name):
    """The keywords as the file has them: one spelling for each meaning."""
    result = {}
    for key, value in schema.items():
        if key in keywords.DROPPED:
            continue
        if key == "additionalProperties" and isinstance(value, bool):
            if not value:
                result["closed"] = True
        elif key == "dependencies":
            for property_name, dependency in value.items():
                group = "dependentRequired" if isinstance(dependency, list) else "dependentSchemas"
                result.setdefault(group, {})[property_name] = dependency
        elif key == "items" and isinstance(value, list):
            result["prefixItems"] = value
        elif key == "cfnGather":
            result["gather"], result["gatherSchema"] = value["gather"], value["schema"]
        elif key == "cfnContext":
            result["contextSchema"] = value["schema"]
            result["context"] = {part: item for part, item in value.items() if part != "schema"}
        elif key == "dependentRequired":
            result.setdefault(key, {}).update(value)
        elif key in keywords.CODES:
            result[key] = value
        else:
            raise SystemExit(f"build-catalog: {name} has the keyword '{key}', which keywords.py does not know")
    return result


def _resolve(schema, reference):
    target = schema
    if not reference.startswith("#"):
        return True
    for part in filter(None, reference.removeprefix("#").split("/")):
        target = target[part.replace("~1", "/").replace("~0", "~")]
    return target


def _recursive(schema):
    """The references that lead back to themselves."""
    edges = {}

    def collect(value, found):
        if isinstance(value, dict):
            if isinstance(value.get("$ref"), str):
                found.add(value["$ref"])
            for key, item in value.items():
                if key not in ("handlers", "typeConfiguration"):
                    collect(item, found)
        elif isinstance(value, list):
            for item in value:
                collect(item, found)
        return found

    def reach(start):
        if start not in edges:
            edges[start] = collect(_resolve(schema, start), set())
        return edges[start]

    roots = collect({key: value for key, value in schema.items() if key != "handlers"}, set())
    recursive = set()
    for root in roots:
        seen, open_references = set(), list(reach(root))
        while open_references:
            reference = open_references.pop()
            if reference not in seen:
                seen.add(reference)
                open_references += reach(reference)
        if root in seen:
            recursive.add(root)
    return recursive
