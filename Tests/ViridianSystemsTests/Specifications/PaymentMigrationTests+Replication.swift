import Testing
import ViridianResources
import ViridianTemplate

@testable import ViridianSystems

extension PaymentMigrationTests {
    private static func rules(_ account: Account) throws -> [Node] {
        let mappings = try #require(account.only("AWS::DMS::ReplicationTask")["TableMappings"]?.string)
        let text = "{\"Resources\": {}, \"Metadata\": \(mappings)}"
        return try Template.read(text, file: "mappings", format: .json).root["Metadata"]?["rules"]?.list ?? []
    }

    static let replication = [
        Sentence("replication instance and subnet group") { account in
            let instance = try account.only("AWS::DMS::ReplicationInstance")
            let group = try account.only("AWS::DMS::ReplicationSubnetGroup")
            #expect(instance.points(at: group, "ReplicationSubnetGroupIdentifier"))
            #expect(instance["PubliclyAccessible"] == false && group["SubnetIds"]?.list?.count == 3)
            #expect(!account.targets(of: instance, "KmsKeyId", type: "AWS::KMS::Key").isEmpty)
        },
        Sentence("endpoints that read their secrets, source blue, target green") { account in
            let (blue, green) = try clusters(account)
            for (side, database) in [("source", blue), ("target", green)] {
                let endpoint = try account.only("AWS::DMS::Endpoint") { $0["EndpointType"]?.string == side }
                #expect(endpoint["EngineName"] == "aurora" && endpoint["Password"] == nil && endpoint["Username"] == nil)
                let secret = try #require(account.targets(of: endpoint, "MySqlSettings", "SecretsManagerSecretId").first)
                #expect(database.points(at: secret, "MasterUserPassword"), "\(side)")
                let role = try #require(account.targets(of: endpoint, "MySqlSettings", "SecretsManagerAccessRoleArn").first)
                #expect(
                    role["AssumeRolePolicyDocument", "Statement", "0", "Principal", "Service", "0"]?.words
                        == "dms.us-east-1.amazonaws.com")
                #expect(account.actions(of: role).contains("secretsmanager:GetSecretValue"))
                let task = try account.only("AWS::DMS::ReplicationTask")
                #expect(task.points(at: endpoint, side == "source" ? "SourceEndpointArn" : "TargetEndpointArn"))
            }
        },
        Sentence("task full-load-and-cdc") { account in
            let task = try account.only("AWS::DMS::ReplicationTask")
            #expect(task["MigrationType"] == "full-load-and-cdc")
        },
        Sentence("selection of the payment schema (failure 4.11: mappings missing or too simple)") { account in
            let selection = try rules(account).filter { $0["rule-type"] == "selection" }
            #expect(selection.count == 1)
            #expect(selection.first?["object-locator"] == ["schema-name": "payment", "table-name": "%"])
            #expect(selection.first?["rule-action"] == "include")
        },
        Sentence("a transformation that adds replicated_at by an SQLite expression") { account in
            let added = try #require(rules(account).first { $0["rule-type"] == "transformation" })
            #expect(added["rule-action"] == "add-column" && added["rule-target"] == "column" && added["value"] == "replicated_at")
            #expect(added["expression"] == "datetime('now')")
            #expect(added["data-type"] == ["type": "datetime", "precision": 6])
        },
        Sentence("the task is started and stopped, also on delete, by a small custom resource") { account in
            let start = try account.only("Custom::ReplicationStart")
            let task = try account.only("AWS::DMS::ReplicationTask")
            #expect(start.points(at: task, "TaskArn"))
            let function = try #require(account.targets(of: start, "ServiceToken").first)
            let source = function["Code", "ZipFile"]?.string ?? ""
            #expect(source.contains("\"Delete\"") && source.contains("stop_replication_task"))
            let role = try #require(account.targets(of: function, "Role").first)
            for action in ["dms:StartReplicationTask", "dms:StopReplicationTask"] {
                #expect(account.statements(allowing: action, of: role).first?["Resource"]?.items.count == 1)
            }
        },
        Sentence("dms-vpc-role, one an account, by parameter") { account in
            let role = try account.only("AWS::IAM::Role") { $0["RoleName"] == "dms-vpc-role" }
            #expect(role["ManagedPolicyArns", "0"]?.words.hasSuffix("service-role/AmazonDMSVPCManagementRole") == true)
            let without = try Account(account.system, at: account.stage, values: ["CreateReplicationRole": "false"])
            #expect(!without.all("AWS::IAM::Role").contains { $0["RoleName"] == "dms-vpc-role" })
            let group = try account.only("AWS::DMS::ReplicationSubnetGroup")
            #expect(group.waits(for: role))
        },
        Sentence("TLS to both databases, checked by certificate") { account in
            #expect(account.all("AWS::DMS::Endpoint").allSatisfy { $0["SslMode"] == "verify-ca" && $0["CertificateArn"] != nil })
            #expect(
                account.all("AWS::RDS::DBClusterParameterGroup").allSatisfy {
                    $0["Parameters", "require_secure_transport"] == "ON"
                })
        },
    ]
}
