import ViridianConstructs
import ViridianResources

/// What the API reads and writes: a bucket, a table and a queue of this account and region, by their names.
struct DataStores {
    private let bucket: Parameter<String>
    private let table: Parameter<String>
    private let queue: Parameter<String>

    init(in stack: inout Stack) {
        bucket = stack.parameter(
            "DataBucket", of: String.self,
            .matching("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", explanation: "The name of a bucket of S3."),
            purpose: "The bucket of this account whose objects the API reads and writes; it must be there.")
        table = stack.parameter(
            "DataTable", of: String.self,
            .matching("^[a-zA-Z0-9_.-]{3,255}$", explanation: "The name of a table of DynamoDB."),
            purpose: "The table of this account and region that the API reads and writes; it must be there.")
        queue = stack.parameter(
            "JobQueue", of: String.self,
            .matching("^[a-zA-Z0-9_-]{1,80}([.]fifo)?$", explanation: "The name of a queue of SQS."),
            purpose: "The queue of this account and region through which the API hands over jobs; it must be there.")
    }

    /// Under which names the containers find them.
    var environment: [String: Input<String>] {
        ["DATA_BUCKET": bucket.value, "DATA_TABLE": table.value, "JOB_QUEUE": queue.value]
    }

    /// Each action by its name, on the one resource. The ARN of a bucket has neither account nor region, so a condition has the
    /// account: a bucket of that name which is somebody else's is refused.
    /// Source: Service Authorization Reference, "Actions, resources, and condition keys for Amazon S3".
    var permissions: [IAM.Statement] {
        let bucketARN: Input<String> = "arn:\(AWS.partition):s3:::\(bucket)"
        let tableARN: Input<String> = "arn:\(AWS.partition):dynamodb:\(AWS.region):\(AWS.accountID):table/\(table)"
        let queueARN: Input<String> = "arn:\(AWS.partition):sqs:\(AWS.region):\(AWS.accountID):\(queue)"
        let isOurs = [IAM.Condition(.stringEquals, "aws:ResourceAccount", AWS.accountID)]
        return [
            IAM.Statement(
                .allow, sid: "ListObjects", actions: ["s3:ListBucket"], resources: [bucketARN], conditions: isOurs),
            IAM.Statement(
                .allow, sid: "UseObjects", actions: ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"],
                resources: ["\(bucketARN)/*"], conditions: isOurs),
            .allow(
                [
                    "dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query", "dynamodb:UpdateItem",
                ], on: [tableARN], sid: "UseItems"),
            .allow(["dynamodb:Query"], on: ["\(tableARN)/index/*"], sid: "QueryIndexes"),
            .allow(
                ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:ReceiveMessage", "sqs:SendMessage"],
                on: [queueARN], sid: "UseMessages"),
        ]
    }
}
