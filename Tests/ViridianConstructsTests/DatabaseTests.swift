import Testing
import Viridian
import ViridianTemplate

@Suite struct DatabaseTests {
    @Test func `in production a database has a reader, is protected, and leaves a snapshot`() throws {
        let sample = Sample { stack in
            let network = stack.add("Network", Network(zones: 2))
            stack.add("Database", AuroraCluster(.postgreSQL(), in: network))
        }
        let development = try sample.template(for: .development)
        #expect(development.resource("DatabaseCluster")?.properties["DeletionProtection"] == false)
        #expect(development.resource("DatabaseCluster")?.body["DeletionPolicy"] == "Delete")
        #expect(development.resources(ofType: "AWS::RDS::DBInstance").map(\.logicalID) == ["DatabaseInstance1"])
        let production = try sample.template(for: .production)
        #expect(production.resource("DatabaseCluster")?.properties["DeletionProtection"] == true)
        #expect(production.resource("DatabaseCluster")?.body["DeletionPolicy"] == "Snapshot")
        #expect(
            production.resources(ofType: "AWS::RDS::DBInstance").map(\.logicalID) == ["DatabaseInstance1", "DatabaseInstance2"])
    }

    @Test func `no password stands in a template`() throws {
        let template = try ConstructSample.mysql.stack.template(for: .development)
        let cluster = try #require(template.resource("DatabaseCluster"))
        #expect(
            cluster.properties["MasterUserPassword"]
                == .call(.sub("{{resolve:secretsmanager:${DatabaseMasterSecret}:SecretString:password}}", variables: [:])))
        #expect(template.resource("AppSecret")?.properties["SecretString"] == nil)
        #expect(
            template.resource("AppSecret")?.properties["GenerateSecretString"]?["SecretStringTemplate"]
                == .call(.sub("{\"username\":\"app\",\"masterarn\":\"${DatabaseMasterSecret}\"}", variables: [:])))
    }

    @Test func `only who is allowed reaches a database`() throws {
        let template = try ConstructSample.mysql.stack.template(for: .development)
        #expect(template.resource("DatabaseSecurityGroup")?.properties["SecurityGroupIngress"] == nil)
        let allowed = template.resources(ofType: "AWS::EC2::SecurityGroupIngress").map { $0.properties }
        #expect(allowed.count == 1)
        #expect(allowed.first?["FromPort"] == 3306)
        #expect(
            allowed.first?["SourceSecurityGroupId"]
                == .call(.getAtt(resource: "RotationSecurityGroup", attribute: "GroupId")))
    }

    @Test func `whoever is told a database's host waits until its secret knows it`() throws {
        let template = try ShopWithData().template(for: .development)
        let service = try #require(template.resource("WebService"))
        #expect(service.dependsOn.filter { $0.hasPrefix("Database") } == ["DatabaseAttachment"])
        let container = template.resource("WebTask")?.properties["ContainerDefinitions"]?.list?.first
        #expect(
            container?["Secrets"]?.list?.first == [
                "Name": "DATABASE_HOST", "ValueFrom": .call(.sub("${DatabaseMasterSecret}:host::", variables: [:])),
            ])
    }

    @Test func `each instance has alarms of its own`() throws {
        let template = try ConstructSample.postgreSQL.stack.template(for: .development)
        let alarms = template.resources(ofType: "AWS::CloudWatch::Alarm").map { alarm in
            let properties = alarm.properties
            let instance = properties["Dimensions"]?.list?.first?["Value"]?.function
            let name = if case .ref(let name)? = instance { name } else { "" }
            return "\(name) \(properties["MetricName"]?.string ?? "") \(properties["Threshold"]?.double ?? 0)"
        }
        #expect(
            alarms
                == (1...3).flatMap { number in
                    [
                        "DatabaseInstance\(number) CPUUtilization 80.0",
                        "DatabaseInstance\(number) FreeableMemory 268435456.0",
                        "DatabaseInstance\(number) DatabaseConnections 200.0",
                    ]
                })
    }

    @Test func `isolated subnets overlap with no other, and have no way out`() throws {
        for zones in [2, 3, 6] {
            let template = try Sample { $0.add("Network", Network(zones: zones, isolated: true)) }.template(for: .development)
            let subnets = template.resources(ofType: "AWS::EC2::Subnet").compactMap { $0.properties["CidrBlock"]?.string }
            #expect(subnets.count == 3 * zones)
            let ranges = subnets.map(Self.addresses)
            for (index, range) in ranges.enumerated() {
                #expect(ranges.dropFirst(index + 1).allSatisfy { !$0.overlaps(range) })
            }
            let routes = template.resources(ofType: "AWS::EC2::Route").filter {
                $0.properties["RouteTableId"] == .call(.ref("NetworkIsolatedRoutes"))
            }
            #expect(routes == [])
        }
    }

    /// The addresses of a block.
    private static func addresses(_ block: String) -> Range<Int> {
        let parts = block.split(separator: "/")
        let start = parts[0].split(separator: ".").compactMap { Int($0) }.reduce(0) { $0 * 256 + $1 }
        return start..<start + 1 << (32 - (Int(parts[1]) ?? 0))
    }

    @Test func `what AWS would refuse is refused here`() throws {
        let sample = Sample { stack in
            let network = stack.add("Network", Network(zones: 2))
            let database = stack.add(
                "Database", AuroraCluster(.mysql(), in: network, databaseName: "my-db", user: "1st", instances: 0, backupDays: 36)
            )
            stack.add("Rotation", SecretRotation(of: database.secret, in: database, network: network, days: 0))
            stack.add("Copy", DatabaseReplication(from: database, to: database, in: network, tables: .init(schema: "")))
            stack.add("Backups", BackupPlan(of: [], keptDays: 0))
            let balancer = stack.add("Balancer", LoadBalancer(in: network))
            stack.add("Name", WeightedDNS("a.example.org", in: "Z1", blue: balancer, green: balancer))
            stack.add("Values", ConfigurationParameters(["a b": "c"]))
        }
        let error = try #require(throws: StackError.self) { try sample.template(for: .development) }
        #expect(
            error.problems.map(\.message) == [
                "backups can't be kept 36 days", "a database can't have 0 instances",
                "\"my-db\" can't be the name of a database", "\"1st\" can't be the user of a database",
                "a password can't be good for 0 days", "tables are chosen by a schema and a name",
                "DMS reaches MySQL by TLS only with a certificate", "a plan can't back up 0 resources",
                "a backup can't be kept 0 days",
                "both records of a name lead to one load balancer, and shift nothing",
                "\"a b\" can't be the name of a parameter",
            ])
    }
}
