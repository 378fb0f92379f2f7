import ViridianTemplate

extension Rule {
    /// A database on the street.
    static let databaseInPublicSubnet = Rule(
        "database-in-public-subnet", .medium, .security, .practice,
        title: "Database in subnets that have a route to the internet",
        rationale:
            "A subnet with a route to an internet gateway is for load balancers. In it one wrong attribute of the "
            + "database, or one wrong rule of its group, makes it reachable from everywhere.",
        page: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingwithRDSInstanceinaVPC.html",
        failing: [
            """
            Resources:
              Subnet:
                Type: AWS::EC2::Subnet
                Properties: {VpcId: vpc-1, CidrBlock: 10.0.1.0/24}
              Routes:
                Type: AWS::EC2::RouteTable
                Properties: {VpcId: vpc-1}
              Out:
                Type: AWS::EC2::Route
                Properties: {RouteTableId: !Ref Routes, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Gateway}
              Association:
                Type: AWS::EC2::SubnetRouteTableAssociation
                Properties: {SubnetId: !Ref Subnet, RouteTableId: !Ref Routes}
              Database:
                Type: AWS::RDS::DBSubnetGroup
                Properties: {DBSubnetGroupDescription: d, ↓SubnetIds: [!Ref Subnet, subnet-2]}
            """
        ],
        passing: [
            """
            Resources:
              Subnet:
                Type: AWS::EC2::Subnet
                Properties: {VpcId: vpc-1, CidrBlock: 10.0.1.0/24}
              Routes:
                Type: AWS::EC2::RouteTable
                Properties: {VpcId: vpc-1}
              Out:
                Type: AWS::EC2::Route
                Properties: {RouteTableId: !Ref Routes, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: !Ref Gateway}
              Association:
                Type: AWS::EC2::SubnetRouteTableAssociation
                Properties: {SubnetId: !Ref Subnet, RouteTableId: !Ref Routes}
              Database:
                Type: AWS::RDS::DBSubnetGroup
                Properties: {DBSubnetGroupDescription: d, SubnetIds: [!Ref Subnet, subnet-2]}
            """
        ]
    ) { subject in
        subject.resources(ofType: "AWS::RDS::DBSubnetGroup").compactMap { _, properties in
            let subnets = subject.items("SubnetIds", in: properties).compactMap { subject.resource(named: $0.spot.node) }
            guard let open = subnets.first(where: subject.isPublic) else { return nil }
            return properties?["SubnetIds"]?.problem(
                "\"\(open.logicalID)\" has a route to an internet gateway", fix: "Take subnets without one for the database.")
        }
    }
}
