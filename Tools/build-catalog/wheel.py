"""What the cfn-lint wheel holds: schemas, regions, attributes of GetAtt, and the extra schemas of its rules."""

import ast
import json
import pathlib
import subprocess
import sys
import tempfile
import zipfile

VERSION = "1.58.0"
HOME_REGION = "us-east-1"
SCHEMAS = "cfnlint/data/schemas"

# What is no resource type but has a schema: policies, attributes of resources, definitions written in JSON.
DOCUMENTS = {
    "identity-policy": "iam/policy_identity",
    "resource-policy": "iam/policy_resource",
    "repository-policy": "iam/policy_resource_ecr",
    "trust-policy": "iam/policy_trust",
    "update-policy": "resources/update_policy",
    "instance-metadata": "resources/cfn_init",
    "interface": "metadata/interface",
    "state-machine": "step_functions/statemachine",
    "ssm-document": "ssm/document",
    "tags": "resources/tagging",
}


class Wheel:
    """The wheel, read without being installed and without running anything in it."""

    home_region = HOME_REGION

    def __init__(self, archive):
        self.archive = archive
        self.names = set(archive.namelist())

    @staticmethod
    def open(path):
        return _Opened(path)

    def json(self, name):
        return json.loads(self.archive.read(name))

    def folder(self, prefix, suffix):
        return sorted(name for name in self.names if name.startswith(prefix) and name.endswith(suffix))

    def regions(self):
        """Every region with its types: {region: {type: name of the schema file}}. SAM's types belong to none."""
        files = self.folder(f"{SCHEMAS}/providers/", ".json")
        return {pathlib.PurePath(name).stem: self.json(name) for name in files}

    def resource_schemas(self, regions):
        """One schema per type: that of us-east-1, else of the first region that has the type."""
        chosen = {}
        for region in sorted(regions, key=lambda name: (name != HOME_REGION, name)):
            for type_name, file in regions[region].items():
                chosen.setdefault(type_name, file)
        schemas = {name: self.json(f"{SCHEMAS}/resources/{file}.json") for name, file in chosen.items()}
        for name, schema in schemas.items():
            self._patch(name, schema)
        return dict(sorted(schemas.items()))

    def _patch(self, type_name, schema):
        # The wheel's schemas come patched already; what a patch would still add is added here.
        folder = type_name.lower().replace("::", "_")
        for name in self.folder(f"{SCHEMAS}/patches/extensions/all/{folder}/", ".json"):
            for operation in self.json(name):
                _apply(operation, schema)

    def documents(self):
        """{name: schema} of the documents; what they take from the general policy stands in them."""
        policy = self.json(f"{SCHEMAS}/other/iam/policy.json")
        found = {}
        for name, file in DOCUMENTS.items():
            schema = self.json(f"{SCHEMAS}/other/{file}.json")
            if file.startswith("iam/"):
                schema = _referring(schema, "policy#/", "#/definitions/policy/")
                schema.setdefault("definitions", {})["policy"] = _referring(policy, "#/", "#/definitions/policy/")
            found[name] = schema
        return dict(sorted(found.items()))

    def attribute_tables(self):
        """The types all of whose properties GetAtt may ask, and the properties that it may ask of others."""
        module = ast.parse(self.archive.read("cfnlint/schema/_getatts.py"))
        tables = {}
        for statement in module.body:
            if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
                tables[statement.targets[0].id] = statement.value
        return ast.literal_eval(tables["_all_property_types"]), ast.literal_eval(tables["_exceptions"])

    def extensions(self):
        """Schemas that rules apply on top: (type, pointer, rule id, schema), for us-east-1 where they differ by region."""
        found = []
        for name in self.folder("cfnlint/rules/", ".py"):
            for definition in ast.parse(self.archive.read(name)).body:
                if isinstance(definition, ast.ClassDef):
                    found += self._extensions_of(definition)
        return sorted(found, key=lambda item: item[:3])

    def _extensions_of(self, definition):
        rule, keywords, file = None, [], None
        for node in ast.walk(definition):
            if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", None) == "id":
                rule = ast.literal_eval(node.value)
            if not isinstance(node, ast.Call):
                continue
            named = {keyword.arg: keyword.value for keyword in node.keywords}
            if "keywords" in named and isinstance(named["keywords"], ast.List):
                keywords = [item.value for item in named["keywords"].elts if isinstance(item, ast.Constant)]
            if getattr(node.func, "id", None) == "SchemaDetails":
                module = ast.unparse(named.get("module") or node.args[0])
                file = f"{module.replace('.', '/')}/{ast.literal_eval(named.get('filename') or node.args[1])}"
        if rule is None or file is None or not file.startswith(f"{SCHEMAS}/extensions/"):
            return []
        schema = self.json(file)
        if HOME_REGION in schema:
            schema = schema[HOME_REGION]
        return [
            (parts[1], "/".join(parts[3:]), rule, schema)
            for parts in (keyword.split("/") for keyword in keywords)
            if parts[0] == "Resources" and parts[2:3] == ["Properties"]
        ]


class _Opened:
    """Opens the given wheel, or fetches the pinned one into a folder that goes away again."""

    def __init__(self, path):
        self.path = path

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory()
        path = self.path or self._fetched()
        if VERSION not in pathlib.Path(path).name:
            sys.exit(f"build-catalog: {path} is not cfn-lint {VERSION}; the catalogue is pinned to that version")
        self.archive = zipfile.ZipFile(path)
        return Wheel(self.archive)

    def _fetched(self):
        pip = [sys.executable, "-m", "pip", "download", "--no-deps", "--quiet"]
        subprocess.run([*pip, f"cfn-lint=={VERSION}", "-d", self.folder.name], check=True)
        return next(pathlib.Path(self.folder.name).glob("*.whl"))

    def __exit__(self, *_):
        self.archive.close()
        self.folder.cleanup()


def _referring(value, prefix, replacement):
    """The same schema with other references."""
    if isinstance(value, list):
        return [_referring(item, prefix, replacement) for item in value]
    if not isinstance(value, dict):
        return value
    result = {key: _referring(item, prefix, replacement) for key, item in value.items()}
    if isinstance(value.get("$ref"), str) and value["$ref"].startswith(prefix):
        result["$ref"] = replacement + value["$ref"].removeprefix(prefix)
    return result


def _apply(operation, schema):
    """One JSON patch operation (RFC 6902), leaving alone what is there already or has no parent any more."""
    *parents, last = [part.replace("~1", "/").replace("~0", "~") for part in operation["path"].split("/")[1:]]
    target = schema
    for part in parents:
        target = target.get(part) if isinstance(target, dict) else None
    if not isinstance(target, dict):
        return
    if operation["op"] == "remove":
        target.pop(last, None)
    elif operation["op"] in ("add", "replace"):
        target[last] = operation["value"]
