import ViridianConstructs
import ViridianResources

/// The topic that alarms tell, and who listens to it.
struct PaymentAlerts: Construct {
    var email: Parameter<String>

    func define(in stack: inout Stack) -> Handle<SNS.Topic> {
        let topic = stack.add("Topic", SNS.Topic(topicName: stack.physicalName("")), purpose: "Where alarms say what is wrong.")
        let tell = IAM.Statement(
            .allow, to: .services(["cloudwatch.amazonaws.com"]), sid: "AlarmsTell", actions: ["sns:Publish"],
            resources: [topic.arn.typed()], conditions: [IAM.Condition(.stringEquals, "aws:SourceAccount", AWS.accountID)])
        let secure = IAM.Statement(
            .deny, to: .everybody, sid: "OnlyTLS", actions: ["sns:Publish"], resources: [topic.arn.typed()],
            conditions: [IAM.Condition(.bool, "aws:SecureTransport", "false")])
        stack.add(
            "Policy", SNS.TopicPolicy(policyDocument: IAM.PolicyDocument([tell, secure]), topics: [topic.arn.typed()]),
            purpose: "Lets this account's alarms tell the topic, and nobody without TLS.")
        let hasEmail = stack.condition("HasAlarmEmail", .not(.equals(email.value, "")))
        stack.when(hasEmail) { stack in
            _ = stack.add(
                "Email", SNS.Subscription(endpoint: email.value, protocol: .email, topicARN: topic.arn),
                purpose: "Who is told by e-mail.")
        }
        return topic
    }
}
