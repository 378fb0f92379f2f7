import Foundation
import Testing
import ViridianTemplate

/// A template of our own beside these tests.
func fixture(_ name: String) throws -> Template {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")
    return try Template.read(contentsOf: folder.appending(path: name).path)
}

struct WritingTests {
    @Test(arguments: ["service.yaml", "edges.json"], Template.Format.allCases)
    func `what is written reads as an equal template`(name: String, format: Template.Format) throws {
        let template = try fixture(name)
        let text = template.write(as: format)
        let again = try Template.read(text, file: name, format: format)
        // Line by line, so that a failure names the lines that differ.
        let lines = template.write(as: .json).split(separator: "\n")
        #expect(again.write(as: .json).split(separator: "\n").difference(from: lines).isEmpty)
        #expect(again == template)
        #expect(again.write(as: format) == text)
    }

    @Test func `JSON and YAML of the same template give the same tree`() throws {
        let template = try fixture("service.yaml")
        let json = try Template.read(template.write(as: .json), file: "a", format: .json)
        let yaml = try Template.read(json.write(as: .yaml), file: "a", format: .yaml)
        #expect(yaml == template)
        #expect(yaml.write(as: .json) == template.write(as: .json))
    }

    @Test func `JSON is written in long forms`() throws {
        let template = try Template.read("Resources:\n  A: !GetAtt B.C\n  D: [1, !Sub 'é\"${E}']\n  F: {}\n", file: "a.yaml")
        #expect(
            template.write(as: .json) == """
                {
                  "Resources": {
                    "A": {
                      "Fn::GetAtt": [
                        "B",
                        "C"
                      ]
                    },
                    "D": [
                      1,
                      {
                        "Fn::Sub": "é\\"${E}"
                      }
                    ],
                    "F": {}
                  }
                }

                """)
    }

    @Test func `YAML is written as people write it`() throws {
        let template = Template(
            root: [
                "Resources": [
                    "Server": [
                        "Type": "AWS::EC2::Instance",
                        "DependsOn": [],
                        "Properties": [
                            "UserData": .call(.base64(.call(.sub("#!/bin/sh\necho ${A}\n", variables: [:])))),
                            "Zone": .call(.select(index: 0, [.call(.getAZs(.call(.ref("AWS::Region")))), "b"])),
                            "Version": "2012-10-17",
                            "Answer": "no",
                            "Arn": .call(.getAtt(resource: "Role", attribute: "Arn")),
                            "Tags": [["Key": "Name", "Value": "it's: one"], ["a", []]],
                            "Text": "a\nb",
                            "Size": 15,
                        ],
                    ]
                ]
            ], name: "shop")
        #expect(
            template.write(as: .yaml) == """
                Resources:
                  Server:
                    Type: AWS::EC2::Instance
                    DependsOn: []
                    Properties:
                      UserData:
                        Fn::Base64: !Sub |
                          #!/bin/sh
                          echo ${A}
                      Zone: !Select
                        - 0
                        - - Fn::GetAZs: !Ref AWS::Region
                          - b
                      Version: '2012-10-17'
                      Answer: 'no'
                      Arn: !GetAtt Role.Arn
                      Tags:
                        - Key: Name
                          Value: 'it''s: one'
                        - - a
                          - []
                      Text: |-
                        a
                        b
                      Size: 15

                """)
    }
}
