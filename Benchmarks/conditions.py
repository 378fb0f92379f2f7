#!/usr/bin/env python3
"""Writes templates whose conditions could make a review exponential, and times `viridian review` on each.

    swift build -c release --product viridian && Benchmarks/conditions.py

`--keep FOLDER` leaves the templates there; `--maximum SECONDS` (1) is what none may take.
"""
import argparse
import json
import pathlib
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent


def equals(parameter, text):
    return {"Fn::Equals": [{"Ref": parameter}, text]}


def named(name):
    return {"Condition": name}


def choice(condition, then, otherwise):
    return {"Fn::If": [condition, then, otherwise]}


def tree(depth, first, leaf):
    """Ifs nested to a depth, with a condition of its own for each level."""
    if depth == 0:
        return leaf
    return choice(f"C{first}", tree(depth - 1, first + 1, leaf), tree(depth - 1, first + 1, {"Ref": "AWS::NoValue"}))


def template(parameters, conditions, resources, **sections):
    return {"Parameters": parameters, "Conditions": conditions, "Resources": resources, **sections}


def nested():
    """24 conditions, each upon those before, in Ifs nested six deep."""
    parameters = {f"P{i}": {"Type": "String", "AllowedValues": ["a", "b", "c"]} for i in range(12)}
    conditions = {f"C{i}": equals(f"P{i % 12}", "abc"[i % 3]) for i in range(6)}
    for i in range(6, 24):
        parts = [named(f"C{i - 1}"), {"Fn::Not": [named(f"C{i - 4}")]}, equals(f"P{i % 12}", "abc"[i % 3])]
        conditions[f"C{i}"] = {"Fn::Or" if i % 2 else "Fn::And": parts}
    properties = {"TaskDefinition": tree(6, 0, "web"), "Cluster": tree(6, 6, "main"), "DesiredCount": tree(6, 12, 2),
                  "PlatformVersion": tree(6, 18, "LATEST")}
    return template(parameters, conditions, {"Web": {"Type": "AWS::ECS::Service", "Properties": properties}})


def one_object():
    """16 conditions inside one object, on properties that the type needs and properties that it may have."""
    names = ["Family", "Cpu", "Memory", "NetworkMode", "TaskRoleArn", "ExecutionRoleArn", "IpcMode", "PidMode"]
    nothing = {"Ref": "AWS::NoValue"}
    container = ["Name", "Image", "Hostname", "User", "WorkingDirectory", "Cpu", "Memory", "Essential"]
    sizes = {"Cpu": "256", "Memory": "512", "NetworkMode": "awsvpc"}
    properties = {n: choice(f"C{i}", sizes.get(n, "x"), nothing) for i, n in enumerate(names)}
    properties["RequiresCompatibilities"] = ["FARGATE"]
    values = {"Cpu": 1, "Memory": 8, "Essential": True}
    properties["ContainerDefinitions"] = [
        {n: choice(f"C{8 + i}", values.get(n, "x"), nothing) for i, n in enumerate(container)}]
    parameters = {f"P{i}": {"Type": "String"} for i in range(16)}
    conditions = {f"C{i}": equals(f"P{i}", "a") for i in range(16)}
    return template(parameters, conditions, {"Task": {"Type": "AWS::ECS::TaskDefinition", "Properties": properties}})


def intricate():
    """A formula whose diagram has more nodes than any memory: forty pairs, of which one must hold."""
    names = [f"{side}{i}" for side in "LR" for i in range(40)]
    conditions = {f"Is{n}": equals(n, "a") for n in names}
    for i in range(40):
        conditions[f"Pair{i}"] = {"Fn::And": [named(f"IsL{i}"), named(f"IsR{i}")]}
    for group in range(4):
        conditions[f"Any{group}"] = {"Fn::Or": [named(f"Pair{10 * group + i}") for i in range(10)]}
    conditions["Any"] = {"Fn::Or": [named(f"Any{group}") for group in range(4)]}
    role = {"Type": "AWS::IAM::Role", "Properties": {
        "AssumeRolePolicyDocument": choice("Any", {}, choice("IsL0", choice("IsR0", {"Ref": "AWS::NoValue"}, {}), {}))}}
    return template({n: {"Type": "String"} for n in names}, conditions, {f"Role{i}": role for i in range(50)})


def stacks(folder):
    """26 nested stacks, each with a condition and a child on disk."""
    parameters = {f"P{i}": {"Type": "String", "AllowedValues": ["a", "b"]} for i in range(26)}
    conditions = {f"C{i}": equals(f"P{i}", "a") for i in range(26)}
    resources, outputs = {}, {}
    for i in range(26):
        child = template(
            {"Name": {"Type": "String"}, "Size": {"Type": "Number", "Default": 1}}, {"Big": equals("Size", "2")},
            {"Topic": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": choice("Big", {"Ref": "Name"}, "small")}}},
            Outputs={"Arn": {"Value": {"Ref": "Topic"}}})
        (folder / f"child{i}.json").write_text(json.dumps(child, indent=1))
        name = choice(f"C{i - 1}", {"Fn::GetAtt": [f"Stack{i - 1}", "Outputs.Arn"]}, "first") if i else "first"
        resources[f"Stack{i}"] = {
            "Type": "AWS::CloudFormation::Stack", "Condition": f"C{i}",
            "Properties": {"TemplateURL": f"child{i}.json", "Parameters": {"Name": name}}}
        outputs[f"Arn{i}"] = {"Condition": f"C{i}", "Value": {"Fn::GetAtt": [f"Stack{i}", "Outputs.Arn"]}}
    return template(parameters, conditions, resources, Outputs=outputs)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--viridian", default=str(HERE.parent / ".build/release/viridian"))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--maximum", type=float, default=1)
    parser.add_argument("--keep", type=pathlib.Path)
    options = parser.parse_args()
    folder = options.keep or pathlib.Path(tempfile.mkdtemp())
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "nested.json").write_text(json.dumps(nested(), indent=1))
    (folder / "object.json").write_text(json.dumps(one_object(), indent=1))
    (folder / "intricate.json").write_text(json.dumps(intricate(), indent=1))
    (folder / "stacks.json").write_text(json.dumps(stacks(folder), indent=1))
    slow = []
    for name in ["nested", "object", "intricate", "stacks"]:
        times = []
        for _ in range(options.rounds):
            start = time.perf_counter()
            run = subprocess.run([options.viridian, "review", "--format", "jsonl", folder / f"{name}.json"],
                                 capture_output=True, text=True)
            times.append(time.perf_counter() - start)
            if run.returncode not in (0, 1):
                raise SystemExit(f"{name}: exit code {run.returncode}\n{run.stderr}")
        findings = len(run.stdout.splitlines())
        print(json.dumps({"template": name, "bytes": (folder / f"{name}.json").stat().st_size, "findings": findings,
                          "best_ms": round(min(times) * 1000, 1), "worst_ms": round(max(times) * 1000, 1)}))
        if max(times) > options.maximum:
            slow.append(name)
    if slow:
        sys.exit(f"slower than {options.maximum} s: {', '.join(slow)}")


if __name__ == "__main__":
    main()
