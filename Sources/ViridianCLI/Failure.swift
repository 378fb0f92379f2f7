import Foundation
import Viridian
import ViridianRehearsal
import ViridianRunner
import ViridianResources
import ViridianReview
import ViridianTemplate

/// An error of the libraries as the command line tells it: a text, and the exit code of docs/release-rules.md.
struct Failure {
    var description: String
    var exitCode: Int32

    /// Nothing for errors that the argument parser tells by itself.
    init?(_ error: any Error) {
        switch error {
        case let error as RehearsalError: (description, exitCode) = (error.description, error.exitCode)
        case let error as TemplateError: (description, exitCode) = (error.description, 2)
        case let error as RunnerError: (description, exitCode) = (error.description, 2)
        case let error as ReviewError: (description, exitCode) = (error.description, 2)
        case let error as UsageError: (description, exitCode) = (error.description, 2)
        case let error as AppError: (description, exitCode) = (error.description, 2)
        case let error as StackError: (description, exitCode) = (error.description, 2)
        case let error as CocoaError: (description, exitCode) = (error.localizedDescription, 70)
        default: return nil
        }
    }

    static func print(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }

    static func end(with code: Int32) -> Never { Foundation.exit(code) }
}

/// Something that was asked for and can't be done.
struct UsageError: Error, CustomStringConvertible {
    var description: String
}
