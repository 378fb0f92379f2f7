/// The values that AWS gives to every stack without being asked.
///
/// They are passed in whole, without defaults, so that nobody resolves a template for an account or region by accident.
/// Source: CloudFormation Template Reference, "Pseudo parameters reference".
public struct PseudoParameters: Hashable, Sendable {
    /// `AWS::AccountId`, twelve digits.
    public var accountID: String
    /// `AWS::Region`
    public var region: String
    /// `AWS::Partition`: `aws`, `aws-cn`, `aws-us-gov` …
    public var partition: String
    /// `AWS::StackName`
    public var stackName: String
    /// `AWS::StackId`, an ARN.
    public var stackID: String
    /// `AWS::URLSuffix`: the domain of AWS's endpoints.
    public var urlSuffix: String
    /// `AWS::NotificationARNs`
    public var notificationARNs: [String]

    /// All of them, named one by one.
    public init(
        accountID: String, region: String, partition: String, stackName: String, stackID: String, urlSuffix: String,
        notificationARNs: [String]
    ) {
        self.accountID = accountID
        self.region = region
        self.partition = partition
        self.stackName = stackName
        self.stackID = stackID
        self.urlSuffix = urlSuffix
        self.notificationARNs = notificationARNs
    }

    /// The account of AWS's own examples, for tools that show a template to people and never deploy it.
    public static let example = PseudoParameters(
        accountID: "123456789012", region: "us-east-1", partition: "aws", stackName: "example",
        stackID: "arn:aws:cloudformation:us-east-1:123456789012:stack/example/00000000-0000-0000-0000-000000000000",
        urlSuffix: "amazonaws.com", notificationARNs: [])

    /// What a `Ref` to one of them gives; none for other names, and for `AWS::NoValue`, which is no value.
    func value(_ name: String) -> Value? {
        switch name {
        case "AWS::AccountId": .string(accountID)
        case "AWS::Region": .string(region)
        case "AWS::Partition": .string(partition)
        case "AWS::StackName": .string(stackName)
        case "AWS::StackId": .string(stackID)
        case "AWS::URLSuffix": .string(urlSuffix)
        case "AWS::NotificationARNs": .list(notificationARNs.map { Node(.string($0)) })
        default: nil
        }
    }
}
