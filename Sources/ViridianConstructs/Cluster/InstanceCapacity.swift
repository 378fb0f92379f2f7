public import ViridianResources

/// Instances of one's own that carry tasks, in place of Fargate's machines.
public struct InstanceCapacity: Hashable, Sendable {
    /// The type of the instances.
    public var instanceType: Input<String>
    /// How few and how many instances each colour has.
    public var count: ClosedRange<Int>
    /// The parameter of Systems Manager in which AWS keeps the id of its newest image.
    public var imageParameter: String
    /// How full the instances should be, in percent: below 100 there is room for tasks that start suddenly.
    public var targetPercent: Int

    /// Instances for each colour. Source: Amazon ECS Developer Guide, "Retrieving Amazon ECS-optimized Linux AMI metadata".
    public init(
        instanceType: Input<String> = "t3.medium", count: ClosedRange<Int> = 3...10,
        imageParameter: String = "/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id", targetPercent: Int = 100
    ) {
        self.instanceType = instanceType
        self.count = count
        self.imageParameter = imageParameter
        self.targetPercent = targetPercent
    }

    /// What AWS would refuse, in words.
    var problems: [String] {
        var problems: [String] = []
        if count.lowerBound < 0 || count.upperBound < 1 { problems.append("\(count) is no number of instances") }
        if !(1...100).contains(targetPercent) { problems.append("instances can't be \(targetPercent) % full") }
        return problems
    }
}
