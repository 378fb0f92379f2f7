import ViridianTemplate

/// The section from which serverless resources take what they don't say themselves.
///
/// Source: AWS SAM Developer Guide, "Globals section of the AWS SAM template", supported resources and properties.
enum Globals {
    /// The properties that can be given for all resources of a kind, by the kind.
    static let properties: [String: [String]] = [
        "Api": [
            "AccessLogSetting", "AlwaysDeploy", "Auth", "BinaryMediaTypes", "CacheClusterEnabled", "CacheClusterSize",
            "CanarySetting", "Cors", "DefinitionUri", "Domain", "EndpointConfiguration", "GatewayResponses", "MergeDefinitions",
            "MethodSettings", "MinimumCompressionSize", "Name", "OpenApiVersion", "PropagateTags", "SecurityPolicy",
            "TracingEnabled", "Variables",
        ],
        "CapacityProvider": [
            "InstanceRequirements", "KmsKeyArn", "OperatorRole", "PropagateTags", "ScalingConfig", "Tags", "VpcConfig",
        ],
        "Function": [
            "Architectures", "AssumeRolePolicyDocument", "AutoPublishAlias", "CapacityProviderConfig", "CodeUri",
            "DeadLetterQueue", "DeploymentPreference", "Description", "DurableConfig", "Environment", "EphemeralStorage",
            "EventInvokeConfig", "FunctionScalingConfig", "Handler", "KmsKeyArn", "Layers", "LoggingConfig", "MemorySize",
            "PermissionsBoundary", "PropagateTags", "ProvisionedConcurrencyConfig", "PublishToLatestPublished", "RecursiveLoop",
            "ReservedConcurrentExecutions", "RolePath", "Runtime", "RuntimeManagementConfig", "SnapStart", "SourceKMSKeyArn",
            "Tags", "TenancyConfig", "Timeout", "Tracing", "VersionDeletionPolicy", "VpcConfig",
        ],
        "HttpApi": [
            "AccessLogSettings", "Auth", "CorsConfiguration", "DefaultRouteSettings", "Domain", "FailOnWarnings",
            "PropagateTags", "RouteSettings", "StageVariables", "Tags",
        ],
        "LayerVersion": ["PublishLambdaVersion"],
        "SimpleTable": ["SSESpecification"],
        "StateMachine": ["PropagateTags"],
        "WebSocketApi": [
            "AccessLogSettings", "ApiKeySelectionExpression", "DefaultRouteSettings", "DisableExecuteApiEndpoint",
            "DisableSchemaValidation", "Domain", "IpAddressType", "PropagateTags", "RouteSelectionExpression", "RouteSettings",
            "StageVariables", "Tags",
        ],
    ]

    /// Names in the section that the serverless transform refuses.
    static func problems(in section: Spot) -> [Problem] {
        section.unknownFields(among: properties.keys.sorted(), of: "the section Globals")
            + section.fields.flatMap { kind in
                kind.unknownFields(among: properties[kind.key] ?? kind.fields.map(\.key), of: "\(kind.key) in Globals")
            }
    }
}
