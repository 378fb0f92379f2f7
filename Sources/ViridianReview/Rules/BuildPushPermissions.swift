import ViridianTemplate

extension Rule {
    /// A build that makes an image and may not hand it over.
    static let buildPushPermissions = Rule(
        "build-push-permissions", .high, .deployment, .practice,
        title: "Build that pushes an image to ECR, and whose role may not",
        rationale:
            "To push an image takes a token for the registry, and four actions on the repository. Where the build's role lacks "
            + "one of them, the build fails at its last step, and nothing is ever released.",
        page: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-push-iam.html",
        failing: [
            """
            Resources:
              Role:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument: {}
                  Policies:
                    - PolicyName: images
                      PolicyDocument:
                        Statement:
                          - {Effect: Allow, Action: ["ecr:Get*", "ecr:Batch*"], Resource: "*"}
              Build:
                Type: AWS::CodeBuild::Project
                Properties:
                  ↓ServiceRole: !GetAtt Role.Arn
                  Source:
                    Type: CODEPIPELINE
                    BuildSpec: |
                      phases:
                        build:
                          commands:
                            - aws ecr get-login-password | docker login --username AWS --password-stdin $REGISTRY
                            - docker build -t $REGISTRY/web .
                            - docker push $REGISTRY/web
            """
        ],
        passing: [
            """
            Resources:
              Role:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument: {}
                  ManagedPolicyArns: [arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPowerUser]
              Build:
                Type: AWS::CodeBuild::Project
                Properties:
                  ServiceRole: !GetAtt Role.Arn
                  Source:
                    Type: CODEPIPELINE
                    BuildSpec: |
                      phases:
                        build:
                          commands:
                            - aws ecr get-login-password | docker login --username AWS --password-stdin $REGISTRY
                            - docker push $REGISTRY/web
              Tester:
                Type: AWS::IAM::Role
                Properties: {AssumeRolePolicyDocument: {}}
              Test:
                Type: AWS::CodeBuild::Project
                Properties:
                  ServiceRole: !GetAtt Tester.Arn
                  Source: {Type: CODEPIPELINE, BuildSpec: "phases: {build: {commands: [make test]}}"}
            """
        ]
    ) { subject in
        subject.resources(ofType: "AWS::CodeBuild::Project").compactMap { _, properties in
            guard let properties, let place = properties["ServiceRole"],
                let specification = subject.values("Source.BuildSpec", in: properties).first,
                pushes(subject.knownText(of: specification.spot.node)),
                let role = subject.resource(at: "ServiceRole", in: properties), role.type == "AWS::IAM::Role",
                let allowed = subject.actionsAllowed(to: role)
            else { return nil }
            // A repository's own policy may let the role in; the token isn't a repository's.
            let hasOwnPolicy = subject.resources(ofType: "AWS::ECR::Repository").contains {
                !subject.lacks("RepositoryPolicyText", in: $0.properties)
            }
            let missing = (hasOwnPolicy ? [token] : [token] + uploads).filter { action in
                !allowed.contains { ActionPattern.matches($0, action.lowercased()) }
            }
            guard !missing.isEmpty else { return nil }
            return place.problem(
                "the build pushes an image, and \"\(role.logicalID)\" has no \(missing.joined(separator: " and no "))",
                fix: "Allow \(missing.joined(separator: ", ")) on \(missing == [token] ? "*" : "the repository").")
        }
    }

    /// Whether a script logs in to ECR and pushes, with the rights of the build and no others.
    private static func pushes(_ script: String) -> Bool {
        guard script.holds("ecr get-login"), !script.holds("assume-role") else { return false }
        return script.holds("docker push") || (script.holds("buildx") && script.holds("--push"))
    }

    private static let token = "ecr:GetAuthorizationToken"
    private static let uploads = ["ecr:InitiateLayerUpload", "ecr:UploadLayerPart", "ecr:CompleteLayerUpload", "ecr:PutImage"]
}
