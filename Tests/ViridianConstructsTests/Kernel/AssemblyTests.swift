import Foundation
import Testing
import ViridianResources
import ViridianTemplate

@testable import Viridian

private struct Shelf: StackDefinition {
    func define(in stack: inout Stack) {
        let size = stack.parameter("Size", default: "small", .oneOf("small", "large"), purpose: "How much there is.")
        stack.parameter("Password", of: String.self, isSecret: true)
        stack.parameter("Zone", of: String.self)
        stack.add("Cluster", ECS.Cluster())
        stack.output("Size", size.value)
    }
}

private struct House: StackDefinition {
    func define(in stack: inout Stack) {
        stack.add("Shelf", NestedStack(Shelf(), parameters: ["Password": "x", "Zone": "a"]))
        stack.add("Role", IAM.Role(assumeRolePolicyDocument: .trust(.lambda)))
    }
}

/// What `synth` writes is a value first.
@Suite struct AssemblyTests {
    private func assembly(_ stacks: any StackDefinition..., values: [String: String] = [:]) throws -> ViridianResources.Assembly {
        try Synthesis().assembly(of: stacks, called: "shop", in: "eu-west-1", as: .yaml, values: values)
    }

    private func text(_ path: String, of assembly: ViridianResources.Assembly) throws -> String {
        String(decoding: try #require(assembly.files.first { $0.path == path }).bytes, as: UTF8.self)
    }

    @Test func `assets come before the templates that need them, and the manifest comes last`() throws {
        let files = try assembly(House()).files
        #expect(
            files.map { $0.path.replacing(/[0-9a-f]{64}/, with: "…") } == [
                "assets/viridian/….json", "House.yaml", "parameters.dev.json", "manifest.json",
            ])
        #expect(try assembly(House()).files == files)
    }

    @Test func `several stacks have parameters of their own`() throws {
        let paths = try assembly(Shelf(), House()).files.map(\.path)
        #expect(paths.contains("parameters.Shelf.dev.json") && paths.contains("parameters.House.dev.json"))
    }

    @Test func `parameters have values that were given or defaults, and secrets stand nowhere`() throws {
        let parameters = try text("parameters.dev.json", of: assembly(Shelf(), values: ["Size": "large"]))
        #expect(
            parameters == """
                [
                  {
                    "ParameterKey": "EnvironmentSuffix",
                    "ParameterValue": "dev"
                  },
                  {
                    "ParameterKey": "Size",
                    "ParameterValue": "large"
                  },
                  {
                    "ParameterKey": "Zone",
                    "ParameterValue": ""
                  }
                ]

                """)
    }

    @Test func `the manifest says what is deployed where, and what must be acknowledged`() throws {
        let assembly = try assembly(House())
        let digits = /[0-9a-f]{64}/
        #expect(
            try text("manifest.json", of: assembly).replacing(digits, with: "…") == """
                {
                  "version": 1,
                  "name": "shop",
                  "environment": "dev",
                  "stage": "development",
                  "region": "eu-west-1",
                  "stacks": [
                    {
                      "name": "House",
                      "stackName": "house-dev",
                      "template": "House.yaml",
                      "sha256": "…",
                      "parameters": "parameters.dev.json",
                      "capabilities": [
                        "CAPABILITY_IAM"
                      ],
                      "assets": [
                        {
                          "key": "viridian/….json",
                          "path": "assets/viridian/….json",
                          "template": "HouseShelf"
                        }
                      ]
                    }
                  ]
                }

                """)
        #expect(try text("parameters.dev.json", of: assembly).contains("\"eu-west-1\""))
    }

    @Test(arguments: [
        (
            ["Colour": "red"],
            "there is no parameter \"Colour\" for which a value was given. There are EnvironmentSuffix, Size, Password, Zone."
        ),
        (
            ["Size": "huge"],
            "the parameter \"Size\" was given the value \"huge\", which is none of small, large. "
                + "Give a value that its declaration admits."
        ),
        (
            ["Password": "secret"],
            "the value of the parameter \"Password\" is a secret. Secrets are not written down: give it when you deploy."
        ),
    ])
    func `a value that can't be is said`(values: [String: String], message: String) throws {
        let error = try #require(throws: StackError.self) { try assembly(Shelf(), values: values) }
        #expect(error.description == message)
    }

    @Test func `a region that can't be is said`() throws {
        let error = try #require(throws: StackError.self) {
            try Synthesis().assembly(of: [Shelf()], called: "shop", in: "Virginia", as: .json)
        }
        #expect(error.description == "\"Virginia\" is no name of a region. Write it like us-east-1.")
    }
}

/// What becomes of the folder.
@Suite struct AssemblyFolderTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "viridian-\(UUID().uuidString)")

    private var names: [String] {
        (FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? [])
            .filter { $0.contains(".") }.map { $0.replacing(/[0-9a-f]{64}/, with: "…") }.sorted()
    }

    private func write(_ stacks: any StackDefinition..., environment: String = "dev") throws {
        let assembly = try Synthesis(environment: environment)
            .assembly(of: stacks, called: "shop", in: "us-east-1", as: .json)
        try AssemblyFolder(folder.path).write(assembly)
    }

    @Test func `what an earlier run left is gone, and other people's files stay`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try write(House())
        try Data("mine".utf8).write(to: folder.appending(path: "notes.txt"))
        #expect(names == ["House.json", "assets/viridian/….json", "manifest.json", "notes.txt", "parameters.dev.json"])
        try write(Shelf(), environment: "eu")
        #expect(names == ["Shelf.json", "manifest.json", "notes.txt", "parameters.eu.json"])
        #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "assets").path))
    }

    @Test func `a folder with a manifest of somebody else's is left alone`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data("{\"name\": \"an app for phones\"}".utf8).write(to: folder.appending(path: "manifest.json"))
        let error = try #require(throws: AppError.self) { try write(House()) }
        #expect(error.message == "\(folder.path) has a manifest.json that is none of ours")
        #expect(names == ["manifest.json"])
    }

    @Test func `a manifest deletes nothing outside its folder`() throws {
        let inner = folder.appending(path: "out")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
        let outside = folder.appending(path: "precious.json")
        try Data("mine".utf8).write(to: outside)
        let manifest = """
            {"version": 1, "stacks": [{"template": "../precious.json", "parameters": "\(outside.path)", "assets": []}]}
            """
        try Data(manifest.utf8).write(to: inner.appending(path: "manifest.json"))
        let assembly = try Synthesis().assembly(of: [Shelf()], called: "shop", in: "us-east-1", as: .json)
        try AssemblyFolder(inner.path).write(assembly)
        #expect(FileManager.default.fileExists(atPath: outside.path))
    }
}
