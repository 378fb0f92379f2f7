import ViridianTemplate

extension Rule {
    /// A role that is referred to by name although it has a path.
    static let roleByName = Rule(
        "role-by-name", .high, .deployment, .aws,
        title: "Role with a path that is referred to by name",
        rationale:
            "Ref of a role is its name, without its path. CodeBuild builds the ARN from the name and finds no "
            + "role that has a path.",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-codebuild-project.html",
        failing: [
            """
            Resources:
              Role:
                Type: AWS::IAM::Role
                Properties:
                  Path: /build/
                  AssumeRolePolicyDocument:
                    Statement: {Effect: Allow, Action: sts:AssumeRole, Principal: {Service: codebuild.amazonaws.com}}
              Project:
                Type: AWS::CodeBuild::Project
                Properties:
                  ServiceRole: ↓!Ref Role
                  Artifacts: {Type: NO_ARTIFACTS}
                  Environment: {Type: LINUX_CONTAINER, ComputeType: BUILD_GENERAL1_SMALL, Image: aws/codebuild/standard:7.0}
                  Source: {Type: NO_SOURCE, BuildSpec: "version: 0.2"}
            """
        ],
        passing: [
            """
            Resources:
              Role:
                Type: AWS::IAM::Role
                Properties:
                  Path: /
                  AssumeRolePolicyDocument:
                    Statement: {Effect: Allow, Action: sts:AssumeRole, Principal: {Service: codebuild.amazonaws.com}}
              Project:
                Type: AWS::CodeBuild::Project
                Properties:
                  ServiceRole: !Ref Role
                  Artifacts: {Type: NO_ARTIFACTS}
                  Environment: {Type: LINUX_CONTAINER, ComputeType: BUILD_GENERAL1_SMALL, Image: aws/codebuild/standard:7.0}
                  Source: {Type: NO_SOURCE, BuildSpec: "version: 0.2"}
            """
        ]
    ) { subject in
        subject.resources(ofType: "AWS::CodeBuild::Project").flatMap { _, properties -> [Problem] in
            guard let role = properties?["ServiceRole"] else { return [] }
            return subject.branches(of: role).compactMap { branch in
                guard case .ref(let name)? = branch.spot.node.function, let path = subject.resources[name]?.properties["Path"],
                    path.string != "/"
                else { return nil }
                return Problem(
                    "the role \"\(name)\" has a path, and its name alone does not find it", at: branch.spot.place,
                    fix: "Write !GetAtt \(name).Arn.")
            }
        }
    }
}
