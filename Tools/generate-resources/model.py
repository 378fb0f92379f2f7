"""A resource type as Swift sees it: properties with their types, parts, sets of words, and what its handle can be asked."""

import collections
import re

import attributes
import references
import types_to_write
import words

Property = collections.namedtuple("Property", "name label type is_required")
Struct = collections.namedtuple("Struct", "name definition properties enums")
Enum = collections.namedtuple("Enum", "name cases")
Attribute = collections.namedtuple("Attribute", "name type attribute")  # attribute is None for Ref

SCALARS = {"string": "String", "integer": "Int", "number": "Double", "boolean": "Bool"}


class Resource:
    """One resource type."""

    shared = set()  # the full names of parts that several types share, once they are written

    def __init__(self, name, schema, whole_types, exceptions):
        self.name, self.schema = name, schema
        self.service, self.type = name.split("::")[1:]
        self.swift = f"{self.service}.{self.type}"
        self.purpose = types_to_write.PURPOSES[f"{self.service}::{self.type}"]
        self.structs, self.written = [], set()
        self.read_only = {_path(pointer) for pointer in schema.get("readOnlyProperties", [])}
        self.read_only |= {_path(pointer) for pointer in schema.get("deprecatedProperties", [])}
        tagging = schema.get("tagging") or {}
        tags = _path(tagging.get("tagProperty", "/properties/Tags"))
        taggable = tagging.get("taggable", schema.get("taggable", "Tags" in schema["properties"]))
        self.tags = tags if taggable and tags in schema["properties"] else None
        self.tagging = self._tagging()
        self.properties, self.enums = self._members(schema, [])
        self.attributes = self._attributes(attributes.attributes(name, schema, whole_types, exceptions))
        self.replacing = sorted(_path(pointer) for pointer in schema.get("createOnlyProperties", []))

    def _tagging(self):
        if self.tags is None:
            return ".none"
        schema = self._resolved(self.schema["properties"][self.tags])[0]
        if schema.get("type") == "object":
            shape = "map"
        else:
            item = self._resolved(schema["items"])[0]
            shape = "propagatedList" if "PropagateAtLaunch" in item["properties"] else "list"
        return f".{shape}" if self.tags == "Tags" else f'.{shape}(in: "{self.tags}")'

    def _members(self, schema, path):
        """The properties of an object with the enums that they need, in AWS's order, tags last."""
        required = set(schema.get("required", []))
        left_out = types_to_write.LEFT_OUT.get(self.name, []) if not path else []
        names = [name for name in schema["properties"] if name not in left_out and not self._is_read_only(path, name)]
        names.sort(key=lambda name: (not path and name == self.tags, self._order(path, name)))
        members, enums = [], []
        for name in names:
            swift = self._type(schema["properties"][name], path + [name], enums)
            members.append(Property(name, words.label(name), swift, name in required))
        return members, enums

    def _order(self, path, name):
        # A task's memory stands beside its CPU: both make its size.
        return "Cpu " if not path and self.name == "AWS::ECS::TaskDefinition" and name == "Memory" else name

    def _is_read_only(self, path, name):
        return "/".join(path + [name]) in self.read_only or (not path and name in self.read_only)

    def _type(self, schema, path, enums):
        """The Swift type of a property's parameter, without its question mark."""
        where = "/".join([self.name] + path[-2:])
        if len(path) == 1 and path[0] == self.tags:
            return "[String: Input<String>]" if self.tagging.startswith(".map") else "[Tag]"
        for pattern, swift in words.TYPES:
            if re.fullmatch(pattern, where):
                return swift
        if len(path) == 1 and references.PHYSICAL_NAMES.get(f"{self.service}::{self.type}") == path[0]:
            return "ResourceName"
        return self._shape(schema, path, where, enums)

    def _shape(self, schema, path, where, enums):
        schema, definition = self._resolved(schema)
        kinds = schema.get("type", "object" if "properties" in schema or "patternProperties" in schema else "string")
        kinds = kinds if isinstance(kinds, list) else [kinds]
        if "object" in kinds:
            return self._object(schema, definition, path)
        if "array" in kinds:
            item = self._shape(schema.get("items", {"type": "string"}), path, where, enums)
            return f"Input<[{item[6:-1]}]>" if item.startswith("Input<") else f"[{item}]"
        kind = "string" if "string" in kinds else kinds[0]
        if kind == "string" and "enum" in schema:
            return self._enum(schema["enum"], definition, path, enums)
        pointed = references.pointed(where, schema) if kind == "string" else None
        return f"Input<{pointed or SCALARS[kind]}>"

    def _enum(self, values, definition, path, enums):
        owner = self._part(path[-2])[0] if len(path) > 1 else self.swift
        name = words.type_name(path[-1])
        cases = {words.case(value): value for value in values if value}
        if len(cases) != len([value for value in values if value]):
            return "Input<String>"  # Words that differ in nothing but their capitals.
        if all(name != enum.name for enum in enums):
            enums.append(Enum(name, sorted(cases.items())))
        return f"{owner}.{name}"

    def _object(self, schema, definition, path):
        if "properties" not in schema:
            values = list(schema.get("patternProperties", {}).values())
            if len(values) != 1 or not isinstance(values[0], dict) or isinstance(values[0].get("type"), list):
                return "[String: Input<String>]" if len(values) == 1 else "Properties"
            return f"[String: {self._shape(values[0], path, '/'.join([self.name] + path[-2:]), [])}]"
        key = definition or path[-1]
        if set(schema["properties"]) == {"Key", "Value"} and "Tag" in key:
            return "Tag"
        name, is_shared = self._part(key)
        if name == "Tag" or name in self.written or name in Resource.shared:
            return name
        self.written.add(name)
        if is_shared:
            Resource.shared.add(name)
        position = len(self.structs)
        self.structs.append(None)
        members, enums = self._members(schema, [key])
        self.structs[position] = Struct(name, key, members, enums)
        return name

    def _part(self, definition):
        """The full Swift name of a part, and whether other types share it."""
        known = words.PARTS.get((self.name, definition))
        if known:
            return known, not known.startswith(self.swift + ".")
        return f"{self.swift}.{words.type_name(definition)}", False

    def _resolved(self, schema):
        """The schema behind references, and the name of the last definition on the way."""
        definition = None
        while "$ref" in schema:
            definition = schema["$ref"].rsplit("/", 1)[-1]
            schema = attributes._resolve(self.schema, schema["$ref"])
        return schema, definition

    def _attributes(self, found):
        known = {}
        for attribute in self._ref():
            known[attribute.name] = attribute
        for name, schema in sorted(found.items()):
            if "*" in name:
                continue
            kind = attributes_kind(self._resolved(schema)[0])
            if kind is None:
                continue
            swift = words.label(name.replace(".", "").removeprefix(self.type) or name)
            if swift in ("arn", "id") and kind == "String":
                kind = f"{swift.upper()}<{self.swift}>"
            elif kind == "String":
                kind = references.pointed(f"{self.name}/{name}", {}) or kind
            known.setdefault(swift, Attribute(swift, kind, name))
        return sorted(known.values(), key=lambda attribute: attribute.name)

    def _ref(self):
        if self.name in references.REFS:
            known = references.REFS[self.name]
            return [Attribute(*known[:2], known[2] if len(known) > 2 else None)] if known else []
        identifiers = self.schema.get("primaryIdentifier", [])
        if len(identifiers) != 1:
            return []
        last = words.words(identifiers[0].rsplit("/", 1)[-1])[-1].lower()
        if last in ("arn", "id"):
            return [Attribute(last, f"{last.upper()}<{self.swift}>", None)]
        return [Attribute({"identifier": "identifier"}.get(last, "name"), "String", None)]


def attributes_kind(schema):
    """What Fn::GetAtt returns, in Swift; None for what is no single value and no list of texts."""
    kinds = schema.get("type", "string")
    if isinstance(kinds, list):
        kinds = "string"
    if kinds == "array":
        return "[String]" if schema.get("items", {}).get("type") == "string" else None
    return SCALARS.get(kinds)


def _path(pointer):
    return pointer.removeprefix("/properties/")
