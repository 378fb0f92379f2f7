import ViridianTemplate

extension Rule {
    /// CPU and memory that Fargate doesn't offer together.
    static let fargateTaskSize = Rule(
        "fargate-task-size", .critical, .deployment, .aws,
        title: "Fargate task size that doesn't exist",
        rationale:
            "Fargate offers certain pairs of CPU and memory, and needs both on the task; any other pair is refused when the "
            + "task definition is registered.",
        page: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html",
        failing: [
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  RequiresCompatibilities: [FARGATE]
                  Cpu: 256
                  Memory: ↓4096
            """,
            """
            Parameters:
              Memory: {Type: String, Default: 3 GB}
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  RequiresCompatibilities: [FARGATE]
                  Cpu: .25 vCPU
                  Memory: ↓!Ref Memory
              Half:
                Type: AWS::ECS::TaskDefinition
                ↓Properties:
                  RequiresCompatibilities: [EC2, FARGATE]
                  Cpu: 512
              Odd:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  RequiresCompatibilities: [FARGATE]
                  Cpu: ↓300
                  Memory: 1024
            """,
        ],
        passing: [
            """
            Parameters:
              Stage: {Type: String}
            Conditions:
              Live: !Equals [!Ref Stage, live]
            Resources:
              Small:
                Type: AWS::ECS::TaskDefinition
                Properties: {RequiresCompatibilities: [FARGATE], Cpu: 256, Memory: 1024}
              Words:
                Type: AWS::ECS::TaskDefinition
                Properties: {RequiresCompatibilities: [FARGATE], Cpu: 1 vCPU, Memory: 2 GB}
              Either:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  RequiresCompatibilities: [FARGATE]
                  Cpu: !If [Live, 4096, 256]
                  Memory: !If [Live, 30720, 512]
              Instance:
                Type: AWS::ECS::TaskDefinition
                Properties: {RequiresCompatibilities: [EC2], Cpu: 300}
            """
        ]
    ) { subject in
        subject.resources(ofType: "AWS::ECS::TaskDefinition").flatMap { _, properties -> [Problem] in
            guard let properties, isFargate(properties, subject) else { return [] }
            let absent = ["Cpu", "Memory"].filter { properties[$0] == nil }.map { name in
                Problem(
                    "\"\(properties.path[1])\" runs on Fargate but has no task-level \(name)", at: properties.keyPlace,
                    fix: "Add \(name) beside RequiresCompatibilities.")
            }
            guard absent.isEmpty, let cpu = properties["Cpu"], let memory = properties["Memory"] else { return absent }
            return pairs(cpu, memory, subject)
        }
    }

    private static func isFargate(_ properties: Spot, _ subject: Subject) -> Bool {
        guard let compatibilities = properties["RequiresCompatibilities"] else { return false }
        return subject.oneOrMany(compatibilities).contains { possibility in
            subject.values(of: possibility.spot).contains { $0.spot.node.string == "FARGATE" }
        }
    }

    /// Each pair that can come together is looked at once; the first that doesn't exist is reported.
    private static func pairs(_ cpu: Spot, _ memory: Spot, _ subject: Subject) -> [Problem] {
        for left in subject.values(of: cpu) {
            for right in subject.values(of: memory) {
                guard let scenario = left.scenario.merged(with: right.scenario), scenario.isCertainlyPossible(in: subject) else {
                    continue
                }
                if let problem = problem(left, right, scenario) { return [problem] }
            }
        }
        return []
    }

    private static func problem(_ cpu: Possibility, _ memory: Possibility, _ scenario: Scenario) -> Problem? {
        guard let cpuText = cpu.spot.node.text, let units = FargateSize.units(cpuText) else { return nil }
        guard let sizes = FargateSize.memory(forUnits: units) else {
            let known = FargateSize.allUnits.map(String.init).joined(separator: ", ")
            return Problem(
                "Fargate has no tasks of \(units) CPU units\(scenario.clause)", at: cpu.spot.place, fix: "Use one of: \(known).")
        }
        guard let memoryText = memory.spot.node.text, let mebibytes = FargateSize.mebibytes(memoryText),
            !sizes.contains(mebibytes)
        else { return nil }
        let origin = [cpu.parameter, memory.parameter].compactMap { $0 }.map { "the default of \($0)" }
        let note = origin.isEmpty ? "" : " (\(origin.joined(separator: " and ")))"
        return Problem(
            "Fargate has no task of \(units) CPU units with \(mebibytes) MiB\(scenario.clause)\(note)", at: memory.spot.place,
            fix: "With \(units) CPU units take \(FargateSize.description(of: sizes)) MiB.")
    }
}
