"""Which attributes Fn::GetAtt may ask of a type, and what each of them is."""

ANY = {"type": ["string", "integer", "number", "boolean", "object", "array"]}
TEXT = {"type": "string"}


def attributes(type_name, schema, whole_types, exceptions):
    """{attribute: schema}. A `*` in a name stands for any text."""
    if type_name in whole_types:
        found = {}
        for name, value in schema.get("properties", {}).items():
            _collect(value, schema, name, found)
        return found
    if type_name in ("AWS::CloudFormation::Stack", "AWS::Serverless::Application"):
        return {"Outputs.*": TEXT}

    found = {}
    if type_name == "AWS::CloudFormation::CustomResource":
        found["*"] = ANY
    for name in exceptions.get(type_name, []):
        found[name] = pointed(schema, schema, [name])
    for pointer in schema.get("readOnlyProperties", []):
        parts = pointer.split("/")[2:]
        if type_name == "AWS::ServiceCatalog::CloudFormationProvisionedProduct" and parts == ["Outputs"]:
            found["Outputs.*"] = TEXT
        else:
            found[".".join(parts)] = pointed(schema, schema, parts)
    return found


def pointed(document, schema, parts):
    """The schema behind a property path such as `Endpoint/Address`; anything where the path leads nowhere."""
    while isinstance(schema, dict) and "$ref" in schema:
        schema = _resolve(document, schema["$ref"])
    if not parts:
        return schema
    if parts[0] == "*" and "items" in schema:
        return pointed(document, schema["items"], parts[1:])
    if parts[0] in schema.get("properties", {}):
        return pointed(document, schema["properties"][parts[0]], parts[1:])
    for keyword in ("anyOf", "allOf", "oneOf"):
        for branch in schema.get(keyword, []):
            found = pointed(document, branch, parts)
            if found is not ANY:
                return found
    return ANY


def _collect(value, document, path, found, depth=0):
    types = value.get("type", [])
    types = types if isinstance(types, list) else [types]
    if "object" in types:
        for name, item in value.get("properties", {}).items():
            _collect(item, document, f"{path}.{name}", found, depth)
    elif "array" in types:
        if value.get("items", {}).get("type") not in ("object", "array"):
            found[path] = value
    elif value.get("$ref"):
        if depth < 8:
            _collect(_resolve(document, value["$ref"]), document, path, found, depth + 1)
    else:
        found[path] = value


def _resolve(document, reference):
    for part in reference.removeprefix("#/").split("/"):
        document = document[part]
    return document
