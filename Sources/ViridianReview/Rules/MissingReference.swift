extension Rule {
    /// A reference to something that doesn't exist.
    static let missingReference = Rule(
        "missing-reference", .critical, .deployment, .aws,
        title: "Reference to something that doesn't exist",
        rationale:
            "CloudFormation resolves every name before it creates anything, and refuses the whole template if one leads nowhere.",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html",
        failing: [
            """
            Parameters:
              Image: {Type: String}
            Conditions:
              Live: !Equals [↓!Ref Stage, live]
            Resources:
              Cluster:
                Type: AWS::ECS::Cluster
              Web:
                Type: AWS::ECS::Service
                Condition: ↓Alive
                DependsOn: [Cluster, ↓Listener]
                Properties:
                  Cluster: ↓!Ref Clustr
                  ServiceName: ↓!Sub "${Nam}-${AWS::Region}-${!Literal}"
                  DesiredCount: ↓!If [Dead, !Ref Few, !Ref Many]
                  TaskDefinition: !If
                    - Live
                    - ↓!GetAtt Cluster.Name
                    - ↓!GetAtt Task.Arn
            """,
            """
            Mappings:
              Sizes: {small: {Cpu: 256}}
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  Cpu: !FindInMap [↓Size, small, Cpu]
                  Memory: !FindInMap [Sizes, ↓large, Memory]
                  Family: !FindInMap [Sizes, small, ↓Family]
            Outputs:
              Task:
                Condition: ↓Live
                Value: ↓!Ref AWS::Regio
            """,
        ],
        passing: [
            """
            Parameters:
              Name: {Type: String, Default: shop}
              Attribute: {Type: String, Default: Arn}
            Mappings:
              Sizes: {small: {Cpu: 256}}
            Conditions:
              Live: !Equals [!Ref Name, shop]
              Both: !And [!Condition Live, !Equals [!Ref AWS::Region, eu-west-1]]
            Resources:
              Cluster:
                Type: AWS::ECS::Cluster
              Nested:
                Type: AWS::CloudFormation::Stack
                DependsOn: Cluster
                Condition: Both
                Properties:
                  TemplateURL: !Sub ["https://${Host}/${Name}", {Host: example.com}]
                  Parameters:
                    Cluster: !GetAtt [Cluster, !Ref Attribute]
                    Cpu: !FindInMap [Sizes, small, Cpu]
              Own:
                Type: Custom::Thing
                Properties:
                  ServiceToken: !GetAtt Nested.Outputs.Function
            Outputs:
              Thing:
                Value: !GetAtt Own.Anything
            """
        ]
    ) { subject in
        guard !subject.hasHiddenNames else { return [] }
        return ReferenceCheck(subject: subject).problems()
    }
}
