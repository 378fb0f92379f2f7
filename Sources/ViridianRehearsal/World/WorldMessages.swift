public import ViridianRelease

/// What the world of a rehearsal is started with; written to its run folder, readable by its owner only.
struct WorldConfiguration: Hashable, Codable {
    /// Marks every process of this rehearsal, so that none can be mistaken for another's.
    var id: String
    var specification: Specification
    /// The `viridian` program, for the built-in sample service.
    var executable: String
    /// Where relative commands are looked up: the folder in which the rehearsal was asked for.
    var workingDirectory: String
    /// The environment that services inherit: only what programs need to be found and to write text.
    var inheritedEnvironment: [String: String]
}

/// A question to the world, or something that it should make true.
enum WorldRequest: Hashable, Codable {
    case status
    case acquireLease(holder: String)
    case releaseLease(fence: Int)
    case observe(Query)
    case invoke(HookCall)
    /// Something that changes the world, under the number of a lease.
    case change(WorldChange, fence: Int)
    case startLoad
    case report
    case stop
}

/// What a release changes in the world.
enum WorldChange: Hashable, Codable {
    case deploy(Revision, to: Colour, tasks: Int)
    case setWeights(Weights, expecting: Weights)
    case moveTestRoutes(from: Colour)
    case retire(Colour)
}

/// The world's answer.
enum WorldReply: Hashable, Codable {
    case status(WorldStatus)
    case lease(LeaseReply)
    case fenced(by: String)
    case reading(Reading)
    case hook(HookReply)
    case weightChange(WeightChange)
    case report(LoadReport)
    case done
    case failed(String)
}

/// A line from the runner to the world.
struct WorldCall: Hashable, Codable {
    var id: Int
    var request: WorldRequest
}

/// A line from the world to the runner.
enum WorldMessage: Hashable, Codable {
    case reply(WorldReply, to: Int)
    case notice(Notice)
}

/// How the world stands before and between releases.
struct WorldStatus: Hashable, Codable {
    /// The world's process.
    var process: Int32
    /// Where the balancer listens on loopback.
    var port: Int
    var healthy: PerColour<Int>
    var tasks: PerColour<Int>
    /// Why a colour was given up, if one was.
    var failures: [Colour: String]
}

/// Something that happened in the world by itself.
public struct Notice: Hashable, Sendable, Codable {
    /// What happened to a task or a colour.
    public enum Kind: Hashable, Sendable, Codable {
        case taskStarted(port: Int)
        case taskHealthy
        case taskUnhealthy(reason: String)
        case taskDraining
        case taskExited(reason: String)
        /// It did not end after SIGTERM and was killed after the grace.
        case taskKilled(afterMilliseconds: Int64)
        case gaveUp(reason: String)
    }

    /// When, on the machine's clock.
    public var at: Instant
    /// Whose it is.
    public var colour: Colour
    /// The task's number within its colour; 0 for what concerns the whole colour.
    public var task: Int
    /// What it is.
    public var kind: Kind
}

/// What the load saw: the users' side of a rehearsal. Latencies count from the instant at which a request was due.
public struct LoadReport: Hashable, Sendable, Codable {
    /// One colour's, or everybody's, requests.
    public struct Part: Hashable, Sendable, Codable {
        /// How many were sent and answered, or given up.
        public var requests = 0
        /// Those that got a 5xx, or no answer.
        public var failures = 0
        /// Those of users who stayed with the colour after its weight was 0.
        public var stayed = 0
        /// How long after it the last of them was sent.
        public var stayedMilliseconds: Int64?
        /// Half of the requests took at most so long.
        public var p50Milliseconds: Double?
        /// All but one in a hundred took at most so long.
        public var p99Milliseconds: Double?
    }

    /// Everybody's requests.
    public var total = Part()
    /// Those that each colour answered.
    public var colours = PerColour(blue: Part(), green: Part())
    /// Failed requests by what was seen: a status code, or what happened to the connection.
    public var failuresByKind: [String: Int] = [:]
    /// Requests a second.
    public var rate = 0
}
