import ViridianTemplate

extension Subject {
    /// The actions that a role of the template is allowed, in lower case; none where a policy from elsewhere may allow more.
    /// A role that outputs tell may get more elsewhere, except where that is ruled out.
    func actionsAllowed(to role: Resource, exportedToo: Bool = false) -> [String]? {
        let properties = spot(role)["Properties"]
        let managed = items("ManagedPolicyArns", in: properties)
        guard lacks("ManagedPolicyArns", in: properties) || !managed.isEmpty else { return nil }
        var actions: [String] = []
        for policy in managed {
            if let own = resource(named: policy.spot.node) {
                actions += actionNames(of: own.logicalID)
            } else {
                let name = knownText(of: policy.spot.node).split(separator: "/").last.map(String.init)
                guard let name, let known = ManagedPolicy.actions[name] else { return nil }
                actions += known
            }
        }
        let attached = resourceList.filter { resource in
            ["AWS::IAM::Policy", "AWS::IAM::ManagedPolicy", "AWS::IAM::RolePolicy"].contains(resource.type)
                && references[resource.logicalID]?.contains(role.logicalID) == true
        }
        // Policies whose statements come from a function, and templates that others add to.
        guard !hasGeneratedNames, exportedToo || !mayBeUsedElsewhere(role.logicalID) else { return nil }
        let inline = allowances.filter { $0.logicalID == role.logicalID }
        guard (inline.flatMap(\.actions)).allSatisfy({ $0.node.string != nil }) else { return nil }
        return actions + actionNames(of: role.logicalID) + attached.flatMap { actionNames(of: $0.logicalID) }
    }

    /// The roles of the template that hold a statement: the one in which it is written, or those to which its policy is attached.
    func roles(holding statement: PolicyStatement) -> Set<String> {
        guard let resource = resources[statement.logicalID], resource.type != "AWS::IAM::Role" else {
            return [statement.logicalID]
        }
        let properties = spot(resource)["Properties"]
        let named = (items("Roles", in: properties) + values("RoleName", in: properties)).reduce(into: Set<String>()) {
            $0.formUnion(names(in: $1.spot))
        }
        let takers = resources(ofType: "AWS::IAM::Role").filter { _, properties in
            items("ManagedPolicyArns", in: properties).contains {
                self.resource(named: $0.spot.node)?.logicalID == resource.logicalID
            }
        }
        return named.union(takers.map(\.spot.key))
    }

    private func actionNames(of logicalID: String) -> [String] {
        allowances.filter { $0.logicalID == logicalID }.flatMap(\.actionNames)
    }
}

/// Managed policies of AWS whose content is known as far as the rules ask.
///
/// Source: AWS Managed Policy Reference, the page of each policy.
enum ManagedPolicy {
    /// `service-role/AmazonECSTaskExecutionRolePolicy` of the ARN of a policy of AWS's; none for any other text.
    static func pathAndName(inARN text: String) -> String? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0] == "arn", parts[2] == "iam", parts[4] == "aws", parts[5].hasPrefix("policy/") else {
            return nil
        }
        return String(parts[5].dropFirst("policy/".count))
    }

    static let actions: [String: [String]] = [
        "AmazonECSTaskExecutionRolePolicy": [
            "ecr:getauthorizationtoken", "ecr:batchchecklayeravailability", "ecr:getdownloadurlforlayer", "ecr:batchgetimage",
            "logs:createlogstream", "logs:putlogevents",
        ],
        "AmazonEC2ContainerServiceforEC2Role": [
            "ec2:describetags", "ecs:createcluster", "ecs:deregistercontainerinstance", "ecs:discoverpollendpoint", "ecs:poll",
            "ecs:registercontainerinstance", "ecs:starttelemetrysession", "ecs:updatecontainerinstancesstate", "ecs:submit*",
            "ecs:tagresource", "ecs:listtagsforresource", "ecr:getauthorizationtoken", "ecr:batchchecklayeravailability",
            "ecr:getdownloadurlforlayer", "ecr:batchgetimage", "logs:createlogstream", "logs:putlogevents",
        ],
        "AmazonEC2ContainerRegistryReadOnly": ["ecr:get*", "ecr:describe*", "ecr:list*", "ecr:batchget*", "ecr:batchcheck*"],
        "AmazonEC2ContainerRegistryPowerUser": [
            "ecr:get*", "ecr:describe*", "ecr:list*", "ecr:batchget*", "ecr:batchcheck*", "ecr:initiatelayerupload",
            "ecr:uploadlayerpart", "ecr:completelayerupload", "ecr:putimage",
        ],
        "AmazonEC2ContainerRegistryFullAccess": ["ecr:*", "cloudtrail:lookupevents"],
        "AWSLambdaBasicExecutionRole": ["logs:createloggroup", "logs:createlogstream", "logs:putlogevents"],
        "CloudWatchAgentServerPolicy": ["cloudwatch:putmetricdata", "logs:*"],
        "AWSXRayDaemonWriteAccess": ["xray:puttracesegments", "xray:puttelemetryrecords"],
        "AmazonS3ReadOnlyAccess": ["s3:get*", "s3:list*"],
        "AmazonDynamoDBFullAccess": ["dynamodb:*", "iam:passrole"],
        "AmazonSQSFullAccess": ["sqs:*"],
        "AmazonS3FullAccess": ["s3:*"],
        "SecretsManagerReadWrite": ["secretsmanager:*"],
        "AmazonSSMReadOnlyAccess": ["ssm:describe*", "ssm:get*", "ssm:list*"],
        "AmazonSSMManagedInstanceCore": [
            "ssmmessages:*", "ec2messages:*", "ssm:updateinstanceinformation", "ssm:getparameter", "ssm:getparameters",
            "ssm:getdocument", "ssm:describedocument", "ssm:listassociations", "ssm:putinventory",
        ],
        "AdministratorAccess": ["*"],
        "AWSCodeDeployRole": [
            "autoscaling:*", "ec2:describe*", "ec2:terminateinstances", "tag:getresources", "sns:publish",
            "cloudwatch:describealarms", "elasticloadbalancing:*",
        ],
        "AWSCodeDeployRoleForLambda": [
            "cloudwatch:describealarms", "lambda:updatealias", "lambda:getalias", "lambda:getprovisionedconcurrencyconfig",
            "sns:publish", "s3:getobject", "s3:getobjectversion", "lambda:invokefunction",
        ],
        "PowerUserAccess": ["*"],
        "AWSCodePipeline_FullAccess": ["*"],
        "AWSLambdaRole": ["lambda:invokefunction"],
        "AmazonECSInfrastructureRolePolicyForLoadBalancers": [
            "elasticloadbalancing:describe*", "elasticloadbalancing:registertargets",
            "elasticloadbalancing:deregistertargets", "elasticloadbalancing:modifylistener", "elasticloadbalancing:modifyrule",
        ],
    ]
}
