import ViridianTemplate

extension Rule {
    /// A pair of subnets that is no pair.
    static let tooFewZones = Rule(
        "too-few-zones", .critical, .deployment, .aws,
        title: "Subnets of a load balancer or a subnet group in a single availability zone",
        rationale:
            "An Application Load Balancer takes one subnet for each of at least two zones, and the subnet group "
            + "of a database covers at least two: in one zone both are refused.",
        page: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html",
        failing: [
            """
            Resources:
              One:
                Type: AWS::EC2::Subnet
                Properties: {VpcId: vpc-1, CidrBlock: 10.0.0.0/24, AvailabilityZone: us-east-1a}
              Two:
                Type: AWS::EC2::Subnet
                Properties: {VpcId: vpc-1, CidrBlock: 10.0.1.0/24, AvailabilityZone: us-east-1a}
              Balancer:
                Type: AWS::ElasticLoadBalancingV2::LoadBalancer
                Properties: {↓Subnets: [!Ref One, !Ref Two]}
              Database:
                Type: AWS::RDS::DBSubnetGroup
                Properties: {DBSubnetGroupDescription: d, ↓SubnetIds: [!Ref One, !Ref Two]}
            """
        ],
        passing: [
            """
            Resources:
              One:
                Type: AWS::EC2::Subnet
                Properties: {VpcId: vpc-1, CidrBlock: 10.0.0.0/24, AvailabilityZone: us-east-1a}
              Two:
                Type: AWS::EC2::Subnet
                Properties: {VpcId: vpc-1, CidrBlock: 10.0.1.0/24, AvailabilityZone: us-east-1b}
              Balancer:
                Type: AWS::ElasticLoadBalancingV2::LoadBalancer
                Properties: {Subnets: [!Ref One, !Ref Two]}
              Network:
                Type: AWS::ElasticLoadBalancingV2::LoadBalancer
                Properties: {Type: network, Subnets: [!Ref One]}
            """
        ]
    ) { subject in
        let balancers = subject.resources(ofType: "AWS::ElasticLoadBalancingV2::LoadBalancer").filter {
            subject.lacks("Type", in: $0.properties) || subject.text("Type", in: $0.properties) == "application"
        }.compactMap { $0.properties?["Subnets"] }
        let groups = subject.resources(ofType: "AWS::RDS::DBSubnetGroup", "AWS::DMS::ReplicationSubnetGroup").compactMap {
            $0.properties?["SubnetIds"]
        }
        return (balancers + groups).compactMap { subnets in
            let elements = subject.elements(of: subnets)
            // One subnet alone is a matter of the list's length.
            guard elements.count > 1, subject.areInOneZone(elements) else { return nil }
            return subnets.problem("all these subnets are in one availability zone", fix: "Take subnets of two zones at least.")
        }
    }
}
