import ViridianTemplate

extension Rule {
    /// A template for one place.
    static let hardCodedAccount = Rule(
        "hard-coded-account", .low, .operations, .practice,
        title: "Account or region written into the template",
        rationale:
            "The template works in one account and one region, and in the next it points at the first one's "
            + "resources, or at nobody's.",
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
            """
        ],
        passing: [
            """
            Resources:
              Endpoint:
                Type: AWS::EC2::VPCEndpoint
                Properties: {VpcId: vpc-1, ServiceName: !Sub "com.amazonaws.${AWS::Region}.s3"}
              Policy:
                Type: AWS::IAM::ManagedPolicy
                Properties:
                  PolicyDocument:
                    Statement: [{Effect: Allow, Action: "s3:GetObject", Resource: !Sub "arn:aws:s3:::shop-${AWS::AccountId}/*"}]
            """
        ]
    ) { subject in
        subject.resourceList.flatMap { resource -> [Problem] in
            var found: [Problem] = []
            subject.spot(resource)["Properties"]?.forEach { spot in
                let text: String? = if case .sub(let text, _)? = spot.node.function { text } else { spot.node.string }
                guard let text, text.utf8.count < 400, let what = place(in: text) else { return }
                found.append(
                    Problem(
                        "this names the \(what)", at: spot.place,
                        fix: "Write ${AWS::AccountId} and ${AWS::Region} in !Sub, or take it from a parameter."))
            }
            return found
        }
    }

    /// The account or region in a text; none in the names of what AWS itself keeps.
    private static func place(in text: String) -> String? {
        if text.hasPrefix("com.amazonaws.") {
            return text.firstMatch(of: #/^com\.amazonaws\.([a-z]{2}-[a-z]+-\d)\./#).map { "region \($0.output.1)" }
        }
        if let match = text.firstMatch(of: #/^arn:aws[a-z-]*:([a-z0-9-]+):([a-z0-9-]*):(\d{12}):/#),
            match.output.1 != "lambda"
        {
            let region = match.output.2.isEmpty ? "" : " and the region \(match.output.2)"
            return "account \(match.output.3)\(region)"
        }
        return text.firstMatch(of: #/^\d{12}\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws/#).map {
            "account and region of a registry: \($0.output.1)"
        }
    }
}
