import Foundation
import Testing
import ViridianTestSupport
import ViridianTemplate

/// Templates of other people, kept beside the repository and not in it.
enum Corpus {
    /// Broken on purpose, each with the reason that we give.
    static let broken: [String: TemplateError.Code] = [
        "cfn-lint/v1.51.0/templates/empty.yaml": .emptyFile,
        "cfn-lint/v1.51.0/templates/bad/string.yaml": .notATemplate,
        "cfn-lint/v1.51.0/templates/bad/empty_file.yaml": .emptyFile,
        "cfn-lint/v1.51.0/templates/bad/template.yaml": .invalidYAML,
        "cfn-lint/v1.51.0/templates/bad/json_parse.json": .invalidJSON,
        "cfn-lint/v1.51.0/templates/bad/core/config_invalid_json.json": .invalidJSON,
        "cfn-lint/v1.51.0/templates/bad/core/parse_invalid_map.yaml": .keyNotText,
        "cfn-lint/v1.51.0/templates/bad/duplicate.yaml": .duplicateKey,
        "public/aws-samples+startup-kit-templates/vpc-elasticache.cfn.yml": .duplicateKey,
        "public/awslabs+ecs-canary-blue-green-deployment/templates/ecs-cluster.yaml": .duplicateKey,
        // Written for Rain, whose tags CloudFormation does not know.
        "public/aws-cloudformation+aws-cloudformation-templates/Solutions/Gitea/Gitea.yaml": .unknownTag,
        // No templates: settings of cfn-lint.
        "cfn-lint/v1.51.0/templates/override_spec/custom.json": .notATemplate,
        "cfn-lint/v1.51.0/templates/override_spec/required.json": .notATemplate,
    ]

    static let folder: String? = {
        var folder = URL(filePath: #filePath).deletingLastPathComponent()
        while folder.path != "/" {
            let candidate = folder.appending(path: "../shared/corpus").standardized.path
            if FileManager.default.fileExists(atPath: candidate) { return candidate }
            folder = folder.deletingLastPathComponent()
        }
        return nil
    }()

    static let paths: [String] = {
        guard let folder, let walk = FileManager.default.enumerator(atPath: folder) else { return [] }
        let endings = [".yaml", ".yml", ".json", ".template"]
        return walk.compactMap { $0 as? String }.filter { path in
            (path.hasPrefix("cfn-lint/") || path.hasPrefix("public/")) && endings.contains { path.hasSuffix($0) }
        }.sorted()
    }()
}

@Suite(.wholeMachine, .enabled(if: Corpus.folder != nil, "needs the templates in ../shared/corpus"))
struct CorpusTests {
    @Test func `every well-formed template reads, and every broken one says why`() throws {
        let folder = try #require(Corpus.folder)
        for path in Corpus.paths {
            do throws(TemplateError) {
                _ = try Template.read(contentsOf: folder + "/" + path)
                #expect(Corpus.broken[path] == nil, "\(path) is listed as broken")
            } catch {
                #expect(Corpus.broken[path] == error.code, "\(error)")
            }
        }
        #expect(Corpus.paths.count > 300)
    }

    @Test func `writing and reading again gives an equal template`() throws {
        let folder = try #require(Corpus.folder)
        for path in Corpus.paths where Corpus.broken[path] == nil {
            guard let template = try? Template.read(contentsOf: folder + "/" + path) else { continue }
            for format in Template.Format.allCases {
                let text = template.write(as: format)
                do throws(TemplateError) {
                    let again = try Template.read(text, file: path, format: format)
                    #expect(again == template, "\(path) as \(format)")
                    #expect(again.write(as: format) == text, "\(path) as \(format) twice")
                } catch {
                    Issue.record("\(error) as \(format)")
                }
            }
        }
    }
}
