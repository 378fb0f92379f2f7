"""What libyaml, through PyYAML, makes of YAML files: one JSON line for each file that is named on standard input."""
import json
import sys

import yaml


class Loader(yaml.CBaseLoader):
    pass


def mark(mark):
    return f"{mark.line + 1}:{mark.column + 1}"


def described(node):
    tag = node.tag if node.tag.startswith("!") and node.tag != "!" else ""
    if isinstance(node, yaml.ScalarNode):
        style = {None: "plain", "'": "quoted", '"': "quoted", "|": "block", ">": "block"}[node.style or None]
        return {"tag": tag, "style": style, "text": node.value, "end": mark(node.end_mark), "start": mark(node.start_mark)}
    if isinstance(node, yaml.SequenceNode):
        return {"tag": tag, "items": [described(item) for item in node.value]}
    return {"tag": tag, "fields": [[described(key), described(value)] for key, value in node.value]}


for line in sys.stdin:
    with open(line.rstrip("\n"), "rb") as file:
        try:
            node = yaml.compose(file, Loader=Loader)
            print(json.dumps({"tree": described(node) if node else None}))
        except yaml.YAMLError as error:
            print(json.dumps({"error": str(error)}))
