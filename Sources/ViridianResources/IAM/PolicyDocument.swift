public import ViridianTemplate

/// Policy documents, written so that a wildcard has to be asked for.
public enum PolicyDocument {
    /// One permission: exact actions on exact resources.
    public struct Statement: Hashable, Sendable {
        let node: Node

        /// Allows actions on resources.
        public static func allow(_ actions: [String], on resources: [Input<String>], sid: String) -> Statement {
            Statement(node: [
                "Sid": Node(.string(sid)), "Effect": "Allow", "Action": Node(.list(actions.map { Node(.string($0)) })),
                "Resource": resources.node,
            ])
        }
    }

    /// A policy of statements.
    public static func document(_ statements: [Statement]) -> Node {
        ["Version": "2012-10-17", "Statement": Node(.list(statements.map(\.node)))]
    }

    /// Who may take a role on: a service of AWS, for this account only, so that nobody else can make it act for them.
    ///
    /// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html>
    public static func trust(_ service: String) -> Node {
        [
            "Version": "2012-10-17",
            "Statement": [
                [
                    "Effect": "Allow", "Principal": ["Service": Node(.string(service))], "Action": "sts:AssumeRole",
                    "Condition": ["StringEquals": ["aws:SourceAccount": Node(.function(.ref("AWS::AccountId")))]],
                ]
            ],
        ]
    }
}
