import Foundation
import ViridianRelease

/// What a hook is told, as JSON: the body of a request, or `VIRIDIAN_QUESTION` of a command.
struct HookQuestion: Hashable, Codable {
    /// The release, by the name that `releases list` shows.
    var release: String
    /// The same whenever the same question is asked again, and no other question's.
    var key: String
    var hook: String
    /// What ECS calls the moment.
    var lifecycleStage: String
    /// Which step of the plan it is asked at, counted from 1.
    var step: Int?
    var steps: Int
    var weights: Weights
    /// The colour that has served until now.
    var stable: Colour
    var candidate: Colour
    /// What is released.
    var revision: String
    /// Where the production listener of the rehearsal answers.
    var url: String

    var json: Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(self)) ?? Data()
    }

    /// What a command is told besides `PATH` and its like.
    var environment: [String: String] {
        var environment = [
            "VIRIDIAN_RELEASE": release, "VIRIDIAN_KEY": key, "VIRIDIAN_HOOK": hook, "VIRIDIAN_LIFECYCLE_STAGE": lifecycleStage,
            "VIRIDIAN_STEPS": String(steps), "VIRIDIAN_WEIGHT_BLUE": String(weights.blue),
            "VIRIDIAN_WEIGHT_GREEN": String(weights.green), "VIRIDIAN_STABLE": stable.rawValue,
            "VIRIDIAN_CANDIDATE": candidate.rawValue, "VIRIDIAN_REVISION": revision, "VIRIDIAN_URL": url,
            "VIRIDIAN_QUESTION": String(decoding: json, as: UTF8.self),
        ]
        if let step { environment["VIRIDIAN_STEP"] = String(step) }
        return environment
    }
}
