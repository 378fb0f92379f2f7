public import ViridianResources

extension Network.Parts {
    /// A network that is there already, by parameters: CloudFormation can't look one up, not even an account's default one.
    ///
    /// ```swift
    /// let network = Network.Parts(existingIn: &stack)
    /// ```
    /// Tasks must find a way to their images there: a NAT gateway, endpoints, or addresses of their own.
    public init(existingIn stack: inout Stack) {
        let vpc = stack.parameter("VPC", of: ID<EC2.VPC>.self, purpose: "The network; it must be there.")
        let cidr = stack.parameter(
            "VPCCidr", default: "172.31.0.0/16",
            .matching(
                "^[0-9]{1,3}(\\.[0-9]{1,3}){3}/[0-9]{1,2}$", explanation: "A block of addresses, such as 172.31.0.0/16."),
            purpose: "The addresses of the network; those of a default network unless something else is said.")
        let outside = stack.parameter(
            "PublicSubnets", of: [ID<EC2.Subnet>].self,
            purpose: "At least two subnets of the network, in different zones, with a way to the internet: for the balancer.")
        let inside = stack.parameter(
            "TaskSubnets", of: [ID<EC2.Subnet>].self,
            purpose: "Subnets of the network for tasks, in the same zones, from which images can be reached.")
        self.init(
            vpcID: vpc.value, cidr: cidr.value, publicSubnetIDs: outside.value, privateSubnetIDs: inside.value,
            publicSubnets: [], privateSubnets: [], isolatedSubnets: [], waysOut: [], internetAttachment: nil)
    }
}
