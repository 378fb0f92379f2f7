import NIOCore
import NIOHTTP1

/// One request while it is with a target.
struct Exchange {
    let target: TargetKey
    let address: TargetID
    let method: HTTPMethod
    let version: HTTPVersion
    /// Whether the client's connection stays open afterwards.
    var keepAlive: Bool
    /// The head as the target gets it.
    let head: HTTPRequestHead

    /// What the answer sets for a user who was bound to a target group.
    var cookies: [(String, String)] = []

    var upstream: UpstreamHandler?
    var isConnected = false
    /// What has been read of the request while the connection was being made; at most one read.
    var waiting = CircularBuffer<HTTPClientRequestPart>(initialCapacity: 2)
    var requestEnded = false
    var sentBody = false
    var hasFlushed = false
    /// Whether the first write of the request is under way: a failure then means that the target has seen nothing of it.
    var isFirstFlush = false
    /// When the latest part of the request was handed to the connection.
    var sentAt = Duration.zero
    var answerBegan = false
    var answerEnded = false

    init(
        target: TargetKey, address: TargetID, method: HTTPMethod, version: HTTPVersion, keepAlive: Bool, head: HTTPRequestHead
    ) {
        self.target = target
        self.address = address
        self.method = method
        self.version = version
        self.keepAlive = keepAlive
        self.head = head
    }
}
