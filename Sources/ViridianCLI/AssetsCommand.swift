import ArgumentParser
import Foundation
import Viridian
import ViridianResources

/// `viridian assets`
struct AssetsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assets",
        abstract: "Build the functions that the reference systems need, and zip them for AWS Lambda.",
        discussion: """
            Run it in a checkout of Viridian, on Linux. The functions are built for release, linked statically against Swift, \
            for this machine's architecture. The same program gives the same zip. synth takes the zips from the folder. Exit \
            codes: 0 done, 1 the build failed, 2 bad input.
            """)

    @Option(help: "The folder for the zips.")
    var output = BuiltFunctions.folder

    @Option(help: "The checkout of Viridian.")
    var checkout = "."

    @Option(
        help: """
            A file of certificates (PEM) that the databases' certificates are signed by, to be zipped with the function; for \
            RDS the bundle of https://truststore.pki.rds.amazonaws.com.
            """)
    var certificates: String?

    /// What is built: the names of products, which are those of the functions.
    static let functions = ["schema-validator"]

    func run() throws {
        let root = URL(filePath: checkout)
        let manifest = (try? String(contentsOf: root.appending(path: "Package.swift"), encoding: .utf8)) ?? ""
        guard manifest.contains("name: \"viridian\"") else {
            throw UsageError(
                description: "--checkout \(checkout): there is no checkout of Viridian; the functions are built from its sources")
        }
        var extra: [String: [UInt8]] = [:]
        if let certificates {
            guard let data = FileManager.default.contents(atPath: certificates),
                String(decoding: data, as: UTF8.self).contains("-----BEGIN CERTIFICATE-----")
            else { throw UsageError(description: "--certificates \(certificates): there is no file of certificates in PEM") }
            extra["certificates.pem"] = Array(data)
        } else {
            Failure.print(
                "note: without --certificates only authorities of the system are trusted, and Amazon RDS has its own"
            )
        }
        let folder = URL(filePath: output)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for function in Self.functions {
            let program = try FunctionBuild(function: function, checkout: root).run()
            let zip = Asset(zipping: extra.merging(["bootstrap": program]) { $1 }).bytes
            let file = folder.appending(path: "\(function).zip")
            try Data(zip).write(to: file, options: .atomic)
            print("\(output)/\(function).zip  \(zip.count / 1000) kB")
        }
    }
}
