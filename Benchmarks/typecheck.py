#!/usr/bin/env python3
"""How long the compiler takes to check a stack of 150 resources, beyond what it takes to import Viridian.

    swift build && Benchmarks/typecheck.py      # prints CPU seconds of five runs of each, and the difference of the medians
"""

import pathlib
import resource
import statistics
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[1]
BUILD = ROOT / ".build/debug"
RUNS = 5

# Five resources that point at each other, as a stack really has them; thirty times.
GROUP = """
        let role{n} = stack.add("Role{n}", IAM.Role(assumeRolePolicyDocument: .trust(.ecsTasks), description: "Runs {n}"))
        let logs{n} = stack.add("Logs{n}", Logs.LogGroup(logGroupName: "app-{n}", retentionInDays: .days7))
        let task{n} = stack.add("Task{n}", ECS.TaskDefinition(
            containerDefinitions: [.init(
                environment: [.init(name: "REGION", value: AWS.region)], essential: true, image: "acme/app@sha256:{n}",
                logConfiguration: .init(
                    logDriver: .awslogs, options: ["awslogs-group": logs{n}.name, "awslogs-region": AWS.region]),
                name: "app", portMappings: [.init(containerPort: 8080, protocol: .tcp)])],
            size: .halfCPU(.gib1), executionRoleARN: role{n}.arn, networkMode: .awsvpc, requiresCompatibilities: [.fargate]))
        let group{n} = stack.add("Group{n}", ElasticLoadBalancingV2.TargetGroup(
            healthCheckIntervalSeconds: 10, healthCheckPath: "/health", matcher: .init(httpCode: "200"), port: 8080,
            protocol: .http, targetType: .ip, vpcID: vpc.id))
        stack.add("Service{n}", ECS.Service(
            cluster: cluster.arn, deploymentConfiguration: .init(maximumPercent: 200, minimumHealthyPercent: 100),
            desiredCount: 2, launchType: .fargate,
            loadBalancers: [.init(containerName: "app", containerPort: 8080, targetGroupARN: group{n}.arn)],
            taskDefinition: task{n}.arn))
"""
STACK = """
struct Large: StackDefinition {{
    func define(in stack: inout Stack) {{
        let vpc = stack.add("VPC", EC2.VPC(cidrBlock: "10.0.0.0/16"))
        let cluster = stack.add("Cluster", ECS.Cluster())
{groups}
    }}
}}
"""


def seconds(program, folder):
    file = folder / "Large.swift"
    file.write_text("import Viridian\n" + program)
    command = [
        "swiftc", "-typecheck", "-swift-version", "6", "-I", BUILD / "Modules",
        "-Xcc", f"-fmodule-map-file={BUILD / 'CViridianCatalog.build/module.modulemap'}", file,
    ]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    large = STACK.format(groups="".join(GROUP.format(n=number) for number in range(30)))
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        pairs = [(seconds("", folder), seconds(large, folder)) for _ in range(RUNS)]
    empty, full = (statistics.median(column) for column in zip(*pairs))
    for index, pair in enumerate(pairs):
        print(f"run {index + 1}: import alone {pair[0]:.2f} s, 152 resources {pair[1]:.2f} s")
    print(f"152 resources are checked in {full - empty:.2f} s of CPU (medians {full:.2f} s and {empty:.2f} s)")


main()
