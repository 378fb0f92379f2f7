import ViridianTemplate

/// What AWS knows about every stack without being told: its pseudo parameters.
///
/// Source: CloudFormation Template Reference, "Pseudo parameters reference".
public enum AWS {
    /// The account's twelve digits.
    public static let accountID = Input<String>(.ref("AWS::AccountId"))
    /// The region, such as `us-east-1`.
    public static let region = Input<String>(.ref("AWS::Region"))
    /// `aws`, `aws-cn`, `aws-us-gov` …
    public static let partition = Input<String>(.ref("AWS::Partition"))
    /// The stack's name.
    public static let stackName = Input<String>(.ref("AWS::StackName"))
    /// The domain of AWS's endpoints.
    public static let urlSuffix = Input<String>(.ref("AWS::URLSuffix"))
    /// The region's availability zones; where the account has default subnets, those that have one.
    public static let availabilityZones = Input<[String]>(.getAZs(""))
}
