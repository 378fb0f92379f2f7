import ViridianTemplate

extension Rule {
    /// An instance without an image.
    static let instanceImage = Rule(
        "instance-image", .high, .deployment, .aws,
        title: "EC2 instance without an image",
        rationale: "An instance needs an image, its own or that of its launch template; EC2 refuses to start it without.",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-instance.html",
        failing: [
            """
            Resources:
              Host:
                Type: AWS::EC2::Instance
                ↓Properties:
                  InstanceType: t3.micro
            """
        ],
        passing: [
            """
            Resources:
              Host:
                Type: AWS::EC2::Instance
                Properties:
                  InstanceType: t3.micro
                  LaunchTemplate: {LaunchTemplateId: !Ref Template, Version: "1"}
              Template:
                Type: AWS::EC2::LaunchTemplate
                Properties:
                  LaunchTemplateData: {ImageId: ami-0123456789abcdef0}
            """
        ]
    ) { subject in
        subject.resources(ofType: "AWS::EC2::Instance").compactMap { spot, properties -> Problem? in
            let place = properties ?? spot.withoutFields
            guard place.node.object?.isOpen == false, place["ImageId"] == nil, !mayHaveImage(place["LaunchTemplate"], subject)
            else {
                return nil
            }
            return Problem(
                "\"\(spot.key)\" has no image", at: place.keyPlace, fix: "Add ImageId, or a launch template that has one.")
        }
    }

    private static func mayHaveImage(_ template: Spot?, _ subject: Subject) -> Bool {
        guard let template else { return false }
        guard let name = (template["LaunchTemplateId"] ?? template["LaunchTemplateName"])?.node.referredName,
            let resource = subject.resources[name], let data = resource.properties["LaunchTemplateData"]?.object
        else { return true }
        return data["ImageId"] != nil || data.isOpen || data["InstanceRequirements"] != nil
    }
}
