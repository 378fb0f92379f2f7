import ViridianTemplate

extension Rule {
    /// A template for one place.
    static let hardCodedAccount = Rule(
        "hard-coded-account", .medium, .operations, .practice,
        title: "Account or region written into the template",
        rationale:
            "The template works in one account and one region, and in the next it points at the first one's resources, or at "
            + "nobody's. Whom a policy trusts, what somebody publishes, and AWS's own accounts are meant as they are; an image "
            + "in a registry that accounts share may be, and is of low severity, as is the region of a log group that isn't the "
            + "stack's own.",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/pseudo-parameter-reference.html",
        failing: [
            """
            Resources:
              Policy:
                Type: AWS::IAM::ManagedPolicy
                Properties:
                  PolicyDocument:
                    Statement: [{Effect: Allow, Action: "s3:GetObject",
                        Resource: ↓"arn:aws:s3:us-east-1:111122223333:accesspoint/shop"}]
              Endpoint:
                Type: AWS::EC2::VPCEndpoint
                Properties: {VpcId: vpc-1, ServiceName: ↓com.amazonaws.us-east-1.s3}
            """,
            """
            Resources:
              Logs:
                Type: AWS::Logs::LogGroup
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - Name: web
                      LogConfiguration:
                        LogDriver: awslogs
                        Options: {awslogs-group: !Ref Logs, awslogs-region: ↓us-gov-west-1}
            """,
        ],
        passing: [
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - Name: web
                      LogConfiguration:
                        LogDriver: awslogs
                        Options: {awslogs-group: web, awslogs-region: !Ref AWS::Region}
              Endpoint:
                Type: AWS::EC2::VPCEndpoint
                Properties: {VpcId: vpc-1, ServiceName: !Sub "com.amazonaws.${AWS::Region}.s3"}
              Policy:
                Type: AWS::IAM::ManagedPolicy
                Properties:
                  PolicyDocument:
                    Statement: [{Effect: Allow, Action: "s3:GetObject", Resource: !Sub "arn:aws:s3:::shop-${AWS::AccountId}/*"}]
              Reader:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument:
                    Statement:
                      {Effect: Allow, Action: "sts:AssumeRole", Principal: {AWS: "arn:aws:iam::111122223333:root"}}
              Published:
                Type: AWS::Serverless::Application
                Properties:
                  Location:
                    ApplicationId: arn:aws:serverlessrepo:us-east-1:111122223333:applications/shop
                    SemanticVersion: 1.0.0
              Sidecar:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - {Name: logs, Image: "906394416424.dkr.ecr.us-west-2.amazonaws.com/aws-for-fluent-bit:2.32.0"}
            """
        ]
    ) { subject in
        subject.resourceList.flatMap { resource -> [Problem] in
            var found: [Problem] = []
            subject.spot(resource)["Properties"]?.forEach { spot in
                let text: String? = if case .sub(let text, _)? = spot.node.function { text } else { spot.node.string }
                guard let text, text.utf8.count < 400, let what = place(in: text), !spot.path.contains("Principal")
                else { return }
                let problem = Problem(
                    "this names the \(what)", at: spot.place,
                    fix: "Write ${AWS::AccountId} and ${AWS::Region} in !Sub, or take it from a parameter.")
                // A registry that several accounts share has one account and one region wherever it is used.
                found.append(what.hasPrefix(registry) ? problem.graded(.low) : problem)
            }
            return found
        } + logRegions(subject)
    }

    /// Regions in which tasks look for their log groups.
    private static func logRegions(_ subject: Subject) -> [Problem] {
        subject.resources(ofType: "AWS::ECS::TaskDefinition").flatMap { _, properties in
            subject.items("ContainerDefinitions", in: properties).compactMap { container -> Problem? in
                guard let options = container.spot["LogConfiguration"]?["Options"], let region = options["awslogs-region"],
                    let text = region.node.string, isRegion(text[...])
                else { return nil }
                let isOwnGroup = options["awslogs-group"].map { subject.resource(named: $0.node) != nil } ?? false
                return Problem(
                    "this names the region \(text)", at: region.place, fix: "Write !Ref AWS::Region."
                ).graded(isOwnGroup ? nil : .low)
            }
        }
    }

    /// The account or region in a text; none in the names of what AWS itself keeps.
    private static func place(in text: String) -> String? {
        // Every text of a template comes here, so that most have to leave early, and none is taken apart by characters.
        guard let first = text.utf8.first else { return nil }
        func parts(_ text: Substring, at separator: Unicode.Scalar, maxSplits: Int = .max) -> [Substring] {
            text.utf8.split(separator: UInt8(ascii: separator), maxSplits: maxSplits, omittingEmptySubsequences: false)
                .map { Substring($0) }
        }
        if first == UInt8(ascii: "c"), text.hasPrefix("com.amazonaws.") {
            let parts = parts(text[...], at: ".")
            return parts.count > 3 && isRegion(parts[2]) ? "region \(parts[2])" : nil
        }
        if first == UInt8(ascii: "a"), text.hasPrefix("arn:aws") {
            let parts = parts(text[...], at: ":", maxSplits: 5)
            guard parts.count == 6, isAccount(parts[4]), !["lambda", "serverlessrepo"].contains(parts[2]) else {
                return nil
            }
            return "account \(parts[4])" + (parts[3].isEmpty ? "" : " and the region \(parts[3])")
        }
        guard isDigit(first), let host = parts(text[...], at: "/").first else { return nil }
        let parts = parts(host, at: ".")
        guard parts.count > 4, isAccount(parts[0]), parts[1] == "dkr", parts[2] == "ecr", parts[4] == "amazonaws",
            !publishers.contains(parts[0])
        else { return nil }
        return "\(registry): \(parts[3])"
    }

    private static let registry = "account and region of a registry"

    /// The accounts in whose registries AWS publishes images: App Mesh, Fluent Bit, deep learning, EKS.
    private static let publishers: Set<Substring> = ["840364872350", "906394416424", "763104351884", "602401143452"]

    /// Twelve digits.
    private static func isAccount(_ text: Substring) -> Bool { text.utf8.count == 12 && text.utf8.allSatisfy(isDigit) }
    /// Such as `eu-west-1` or `us-gov-west-1`: a text of three or four parts, of which the last is a digit.
    private static func isRegion(_ text: Substring) -> Bool {
        let parts = text.split(separator: "-")
        return (3...4).contains(parts.count) && parts[0].utf8.count == 2 && parts.last?.utf8.allSatisfy(isDigit) == true
    }
    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
