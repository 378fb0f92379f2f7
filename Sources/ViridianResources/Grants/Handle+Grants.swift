// What a role needs of a resource, and no more. Actions and resources are those of AWS's Service Authorization Reference.

extension Handle where R == SecretsManager.Secret {
    /// Reads the secret's value; with a key of one's own, the role may also open it.
    public func grantRead(to role: Handle<IAM.Role>, key: Handle<KMS.Key>? = nil, in stack: inout Stack) {
        stack.grant(.allow(["secretsmanager:GetSecretValue"], on: [arn.typed()]), to: role)
        key?.grantDecrypt(to: role, in: &stack)
    }
}

extension Handle where R == KMS.Key {
    /// Opens what was encrypted with the key.
    public func grantDecrypt(to role: Handle<IAM.Role>, in stack: inout Stack) {
        stack.grant(.allow(["kms:Decrypt"], on: [arn.typed()]), to: role)
    }

    /// Encrypts with the key, and opens again.
    public func grantUse(to role: Handle<IAM.Role>, in stack: inout Stack) {
        stack.grant(.allow(["kms:Decrypt", "kms:GenerateDataKey"], on: [arn.typed()]), to: role)
    }
}

extension Handle where R == S3.Bucket {
    /// Reads objects, and finds out which there are.
    public func grantRead(to role: Handle<IAM.Role>, in stack: inout Stack) {
        stack.grant(.allow(["s3:ListBucket"], on: [arn.typed()]), to: role)
        stack.grant(.allow(["s3:GetObject"], on: [objects]), to: role)
    }

    /// Writes objects and deletes them.
    public func grantWrite(to role: Handle<IAM.Role>, in stack: inout Stack) {
        stack.grant(.allow(["s3:DeleteObject", "s3:PutObject"], on: [objects]), to: role)
    }

    private var objects: Input<String> { "\(arn.typed(as: String.self))/*" }
}

extension Handle where R == SNS.Topic {
    /// Publishes to the topic.
    public func grantPublish(to role: Handle<IAM.Role>, in stack: inout Stack) {
        stack.grant(.allow(["sns:Publish"], on: [arn.typed()]), to: role)
    }
}

extension Handle where R == Lambda.Function {
    /// Calls the function.
    public func grantInvoke(to role: Handle<IAM.Role>, in stack: inout Stack) {
        stack.grant(.allow(["lambda:InvokeFunction"], on: [arn.typed()]), to: role)
    }
}

extension Handle where R == Logs.LogGroup {
    /// Writes to streams of the group.
    public func grantWrite(to role: Handle<IAM.Role>, in stack: inout Stack) {
        stack.grant(.allow(["logs:CreateLogStream", "logs:PutLogEvents"], on: [arn.typed()]), to: role)
    }
}

extension Handle where R == ECR.Repository {
    /// Pulls images.
    public func grantPull(to role: Handle<IAM.Role>, in stack: inout Stack) {
        stack.grant(
            .allow(
                ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"], on: [arn.typed()]),
            to: role)
        stack.grant(
            .allow(["ecr:GetAuthorizationToken"], on: ["*"]), to: role,
            reason: "ecr:GetAuthorizationToken knows no resources.")
    }
}

extension Handle where R == RDS.DBCluster {
    /// Connects as a user of the database by a token of IAM, without a password.
    public func grantConnect(as user: String, to role: Handle<IAM.Role>, in stack: inout Stack) {
        let arn: Input<String> =
            "arn:\(AWS.partition):rds-db:\(AWS.region):\(AWS.accountID):dbuser:\(resourceID)/\(user)"
        stack.grant(.allow(["rds-db:connect"], on: [arn]), to: role)
    }
}

extension Handle where R == ElasticLoadBalancingV2.Listener {
    /// Moves the weights of the listener, and sees how its targets are.
    public func grantShift(to role: Handle<IAM.Role>, in stack: inout Stack) {
        stack.grant(.allow(["elasticloadbalancing:ModifyListener"], on: [arn.typed()]), to: role)
        stack.grant(
            .allow(
                [
                    "elasticloadbalancing:DescribeListeners", "elasticloadbalancing:DescribeTargetGroups",
                    "elasticloadbalancing:DescribeTargetHealth",
                ], on: ["*"]),
            to: role, reason: "What elasticloadbalancing describes knows no resources.")
    }
}
