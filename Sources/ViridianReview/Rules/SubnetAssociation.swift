import ViridianTemplate

extension Rule {
    /// A subnet with two route tables.
    static let subnetAssociation = Rule(
        "subnet-association", .high, .deployment, .aws,
        title: "Subnet with two route tables",
        rationale: "A subnet has exactly one route table; EC2 refuses to associate a second.",
        page: "https://docs.aws.amazon.com/vpc/latest/userguide/WorkWithRouteTables.html",
        failing: [
            """
            Resources:
              One:
                Type: AWS::EC2::SubnetRouteTableAssociation
                Properties: {SubnetId: ↓!Ref Subnet, RouteTableId: rtb-1}
              Two:
                Type: AWS::EC2::SubnetRouteTableAssociation
                Properties: {SubnetId: ↓!Ref Subnet, RouteTableId: rtb-2}
              Subnet:
                Type: AWS::EC2::Subnet
                Properties: {VpcId: vpc-0123456789abcdef0, CidrBlock: 10.0.0.0/24}
            """
        ],
        passing: [
            """
            Parameters:
              Stage: {Type: String}
            Conditions:
              Live: !Equals [!Ref Stage, live]
            Resources:
              Association:
                Type: AWS::EC2::SubnetRouteTableAssociation
                Properties: {SubnetId: !Ref Subnet, RouteTableId: !If [Live, rtb-1, rtb-2]}
              Subnet:
                Type: AWS::EC2::Subnet
                Properties: {VpcId: vpc-0123456789abcdef0, CidrBlock: 10.0.0.0/24}
            """
        ]
    ) { subject in
        let associations = subject.resourceList.filter { $0.type == "AWS::EC2::SubnetRouteTableAssociation" }
        return RepeatedNames(subject).problems(of: associations, by: ["SubnetId"])
    }
}
