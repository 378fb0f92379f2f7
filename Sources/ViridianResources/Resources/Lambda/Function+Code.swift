extension Lambda.Function {
    /// A function in Python whose source stands in the template; CloudFormation keeps it in a file `index`, so the handler is one
    /// of that file. The module `cfnresponse` is there for custom resources.
    ///
    /// Source: CloudFormation Template Reference, `AWS::Lambda::Function` `Code`, `ZipFile`.
    public static func python(
        _ source: String, handler: String = "handler", role: Input<ARN<IAM.Role>>, description: Input<String>? = nil,
        environment: [String: Input<String>] = [:], functionName: ResourceName? = nil, timeout: Duration = .seconds(60)
    ) -> Self {
        Self(
            code: .init(zipFile: Input(source)), description: description,
            environment: environment.isEmpty ? nil : .init(variables: environment), functionName: functionName,
            handler: Input("index.\(handler)"), memorySize: 128, role: role, runtime: .python313,
            timeout: Input(Int(timeout.components.seconds)))
    }
}

extension Lambda.Function.Code {
    /// Code that lies in the bucket of assets; add the asset to the stack, too.
    public static func asset(_ asset: Asset) -> Self { Self(s3Bucket: Stack.assetBucket, s3Key: Input(asset.key)) }
}
