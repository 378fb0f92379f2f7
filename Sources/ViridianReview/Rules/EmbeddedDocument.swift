extension Rule {
    /// A definition inside a resource that its service does not take.
    static let embeddedDocument = Rule(
        "embedded-document", .high, .deployment, .aws,
        title: "State machine or document that isn't well-formed",
        rationale:
            "The definition of a state machine and the content of a Systems Manager document have a language of "
            + "their own; the service refuses what isn't in it.",
        page: "https://docs.aws.amazon.com/step-functions/latest/dg/amazon-states-language-state-machine-structure.html",
        failing: [
            """
            Resources:
              Machine:
                Type: AWS::StepFunctions::StateMachine
                Properties:
                  RoleArn: arn:aws:iam::123456789012:role/machine
                  Definition:
                    StartAt: Done
                    States:
                      Done: {Type: Succeed}
                    ↓TimeoutSecond: 60
            """
        ],
        passing: [
            """
            Resources:
              Machine:
                Type: AWS::StepFunctions::StateMachine
                Properties:
                  RoleArn: arn:aws:iam::123456789012:role/machine
                  Definition:
                    StartAt: Done
                    States:
                      Done: {Type: Succeed}
            """
        ]
    ) { $0.problems(.document) }
}
