extension IAM {
    /// Who may act as somebody, and what that somebody may do.
    public struct Role: ResourceDefinition {
        /// `AWS::IAM::Role`
        public var type: String { "AWS::IAM::Role" }
        /// In `Tags`, as a list.
        public var tagging: Tagging { .list }
        /// What it is for, where nothing else is said.
        public var purpose: String { "Says who may do what." }
        /// What was given for the properties.
        public var properties: Properties

        /// A resource with these properties, by their AWS names.
        public init(
            assumeRolePolicyDocument: IAM.PolicyDocument, description: Input<String>? = nil,
            managedPolicyARNs: Input<[ARN<IAM.ManagedPolicy>]>? = nil, path: Input<String>? = nil,
            permissionsBoundary: Input<ARN<IAM.ManagedPolicy>>? = nil, policies: [Policy]? = nil,
            roleName: ResourceName? = nil, tags: [Tag]? = nil
        ) {
            var properties = Properties()
            properties.set("AssumeRolePolicyDocument", assumeRolePolicyDocument)
            properties.set("Description", description)
            properties.set("ManagedPolicyArns", managedPolicyARNs)
            properties.set("Path", path)
            properties.set("PermissionsBoundary", permissionsBoundary)
            properties.set("Policies", policies)
            properties.set("RoleName", roleName)
            properties.set("Tags", tags)
            self.properties = properties
        }
    }
}

extension IAM.Role {
    /// What the role may do, under a name.
    public struct Policy: PropertyStruct {
        /// What was given for it.
        public let properties: Properties

        /// A policy.
        public init(policyDocument: IAM.PolicyDocument, policyName: Input<String>) {
            var properties = Properties()
            properties.set("PolicyDocument", policyDocument)
            properties.set("PolicyName", policyName)
            self.properties = properties
        }
    }
}

extension Handle where R == IAM.Role {
    /// The role's ARN.
    public var arn: Input<ARN<IAM.Role>> { attribute("Arn") }
    /// The role's name.
    public var name: Input<String> { ref() }
}

extension IAM {
    /// A policy that roles share; those of AWS have ARNs of their own.
    public enum ManagedPolicy {}
}
