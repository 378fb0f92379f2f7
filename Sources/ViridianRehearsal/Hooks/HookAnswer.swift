import Foundation
import ViridianRelease

/// What a hook said, and what follows. ECS's own words are understood wherever a hook can say something:
/// `{"hookStatus": "SUCCEEDED" | "FAILED" | "IN_PROGRESS", "callBackDelay": 30, "reason": "…"}`.
/// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-lifecycle-hooks.html
struct HookAnswer: Hashable {
    /// What follows; none where nothing can be said: the question is put again, with the same key.
    var reply: HookReply?
    /// Why there is none, in words.
    var trouble = ""

    /// After how long ECS asks again where the hook doesn't say it.
    static let callBackDelaySeconds = 30
    /// No hook has more to say that is read.
    static let lengthMaximum = 64 * 1024
    /// The exit code of a command that wants to be asked again: `EX_TEMPFAIL`.
    static let tryAgainCode: Int32 = 75

    /// An answer by HTTP. What a server says about itself (5xx, 408, 425, 429) is no answer.
    static func http(status: Int, retryAfter: String?, body: Data) -> HookAnswer {
        switch status {
        case 202: HookAnswer(reply: .inProgress(afterSeconds: seconds(retryAfter) ?? Words(body)?.delay ?? callBackDelaySeconds))
        case 200..<300: HookAnswer(reply: Words(body)?.reply ?? .succeeded)
        case 408, 425, 429, 500..<600: HookAnswer(reply: nil, trouble: "it answered \(status)")
        case 400..<500: HookAnswer(reply: .failed(reason: Words(body)?.reason ?? "it answered \(status)"))
        default: HookAnswer(reply: .invalid(reply: "status \(status)"))
        }
    }

    /// How a command ended. One that was killed by a signal has not answered.
    static func command(_ ending: ProcessEnding, output: Data) -> HookAnswer {
        let last = output.split(separator: UInt8(ascii: "\n")).last { !$0.allSatisfy { $0 == 0x20 || $0 == 0x0d } }
        let words = last.flatMap { Words(Data($0)) }
        switch ending {
        case .exit(0): return HookAnswer(reply: words?.reply ?? .succeeded)
        case .exit(tryAgainCode): return HookAnswer(reply: .inProgress(afterSeconds: words?.delay ?? callBackDelaySeconds))
        case .exit(let code): return HookAnswer(reply: .failed(reason: words?.reason ?? "exit code \(code)"))
        case .signal(let number): return HookAnswer(reply: nil, trouble: "it was ended by signal \(number)")
        case .gone: return HookAnswer(reply: nil, trouble: "it is gone")
        }
    }

    private static func seconds(_ header: String?) -> Int? {
        guard let header, let seconds = Int(header), (0...86_400).contains(seconds) else { return nil }
        return seconds
    }

    /// A JSON object with ECS's keys.
    private struct Words: Decodable {
        var hookStatus: String?
        var callBackDelay: Int?
        private var said: String?

        private enum CodingKeys: String, CodingKey {
            case hookStatus, callBackDelay
            case said = "reason"
        }

        init?(_ data: Data) {
            guard let words = try? JSONDecoder().decode(Words.self, from: data) else { return nil }
            self = words
        }

        /// What has another type than it should is kept as something that can't be understood.
        init(from decoder: any Decoder) throws {
            let values = try decoder.container(keyedBy: CodingKeys.self)
            if values.contains(.hookStatus) {
                hookStatus = (try? values.decode(String.self, forKey: .hookStatus)) ?? "of no text"
            }
            callBackDelay = try? values.decode(Int.self, forKey: .callBackDelay)
            said = try? values.decode(String.self, forKey: .said)
        }

        /// One line of what it said, short enough for a report.
        var reason: String? {
            guard let said else { return nil }
            let line = String(said.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : Character($0) })
            return line.isEmpty ? nil : line.count > 200 ? line.prefix(199) + "…" : line
        }

        var delay: Int? { callBackDelay.flatMap { (0...86_400).contains($0) ? $0 : nil } }

        /// Nothing where it doesn't speak ECS's language.
        var reply: HookReply? {
            switch hookStatus {
            case nil: nil
            case "SUCCEEDED": .succeeded
            case "FAILED": .failed(reason: reason ?? "it answered FAILED")
            case "IN_PROGRESS": .inProgress(afterSeconds: delay ?? HookAnswer.callBackDelaySeconds)
            case let other?: .invalid(reply: "hookStatus \(other.prefix(40))")
            }
        }
    }
}
