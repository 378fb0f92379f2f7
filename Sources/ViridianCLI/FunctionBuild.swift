import Foundation

/// How a function is built so that it runs on `provided.al2023`: everything of Swift in it, and nothing newer than its C library.
struct FunctionBuild {
    /// The product, such as `schema-validator`.
    var function: String
    /// The checkout of Viridian.
    var checkout: URL

    /// Apart from other builds, because all of it is compiled otherwise.
    static let scratchPath = ".viridian/build"

    /// The words of the command.
    var command: [String] {
        [
            "swift", "build", "--configuration", "release", "--product", function, "--static-swift-stdlib", "--package-path",
            checkout.path(), "--scratch-path", checkout.appending(path: Self.scratchPath).path(), "-Xlinker", "-s",
        ]
    }

    /// The program, which must be able to run on Amazon Linux 2023.
    func run() throws -> [UInt8] {
        #if !os(Linux)
            throw UsageError(
                description: "functions run on Linux and are built there: run viridian assets in a container with Swift")
        #else
            let process = Process()
            process.executableURL = URL(filePath: "/usr/bin/env")
            process.arguments = command
            // What the build says belongs to whoever waits for it, and not to what this command prints.
            process.standardOutput = FileHandle.standardError
            do {
                try process.run()
            } catch {
                throw UsageError(description: "swift can't be run: \(error.localizedDescription)")
            }
            process.waitUntilExit()
            guard process.terminationStatus == 0 else {
                Failure.print("error: \(function) can't be built; the compiler's words are above")
                Failure.end(with: 1)
            }
            let path = checkout.appending(path: "\(Self.scratchPath)/release/\(function)").path()
            guard let data = FileManager.default.contents(atPath: path) else {
                throw UsageError(description: "\(path): the build left no program there")
            }
            let program = Array(data)
            if let version = CLibraryVersion.needed(by: program), version > .amazonLinux2023 {
                Failure.print(
                    "error: \(function) needs glibc \(version), and Amazon Linux 2023 has \(CLibraryVersion.amazonLinux2023): "
                        + "build it on a system that isn't newer")
                Failure.end(with: 1)
            }
            return program
        #endif
    }
}

/// A version of the C library.
struct CLibraryVersion: Hashable, Comparable, CustomStringConvertible {
    var major: Int
    var minor: Int

    /// Source: Amazon Linux 2023 User Guide, "Core glibc".
    static let amazonLinux2023 = CLibraryVersion(major: 2, minor: 34)

    var description: String { "\(major).\(minor)" }

    static func < (left: Self, right: Self) -> Bool { (left.major, left.minor) < (right.major, right.minor) }

    /// The newest version that a program names, as each symbol of the C library that it needs has one: `GLIBC_2.34`.
    static func needed(by program: [UInt8]) -> CLibraryVersion? {
        let prefix = Array("GLIBC_".utf8)
        var newest: CLibraryVersion?
        program.withUnsafeBufferPointer { bytes in
            var index = 0
            while index + prefix.count < bytes.count {
                guard bytes[index] == prefix[0], (1..<prefix.count).allSatisfy({ bytes[index + $0] == prefix[$0] }) else {
                    index += 1
                    continue
                }
                index += prefix.count
                let text = String(decoding: bytes[index...].prefix(8).prefix { $0 != 0 }, as: UTF8.self)
                let numbers = text.split(separator: ".").map { Int($0) }
                guard numbers.count >= 2, let major = numbers[0], let minor = numbers[1] else { continue }
                newest = max(newest ?? CLibraryVersion(major: 0, minor: 0), CLibraryVersion(major: major, minor: minor))
            }
        }
        return newest
    }
}
