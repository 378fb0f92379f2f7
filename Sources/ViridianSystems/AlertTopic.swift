import ViridianConstructs
import ViridianResources

/// A topic that alarms tell, and whom it tells by e-mail, if anybody.
struct AlertTopic: Construct {
    /// The key that encrypts what is told; alarms may use it.
    var key: Handle<KMS.Key>

    func define(in stack: inout Stack) -> Handle<SNS.Topic> {
        let topic = stack.add(
            "Topic", SNS.Topic(kmsMasterKeyID: key.arn, topicName: stack.physicalName("topic")),
            purpose: "Tells people what alarms say.")
        let email = stack.parameter(
            "AlarmEmail", default: "",
            .matching("^$|^[^@ ]+@[^@ ]+$", explanation: "An address of e-mail, or nothing."),
            purpose: "Whom alarms tell; its owner confirms once. Without an address nobody is told.")
        let hasEmail = stack.condition("HasAlarmEmail", .not(.equals(email.value, "")))
        stack.when(hasEmail) { stack in
            _ = stack.add(
                "Reader", SNS.Subscription(endpoint: email.value, protocol: .email, topicARN: topic.arn),
                purpose: "Who is told by e-mail.")
        }
        stack.output("Topic", topic.arn, purpose: "The topic that alarms tell.")
        return topic
    }
}
