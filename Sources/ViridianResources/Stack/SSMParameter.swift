import ViridianTemplate

extension Stack {
    /// Declares a parameter whose value is looked up in Systems Manager each time the stack is deployed: given is the name.
    ///
    /// ```swift
    /// let ami = stack.ssmParameter("Image", name: "/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id")
    /// ```
    /// `type` is what CloudFormation makes of the value, such as `AWS::EC2::Image::Id`, which it then checks. Encrypted
    /// parameters can't be looked up this way. Source: CloudFormation User Guide, "Specify existing resources at runtime with
    /// CloudFormation-supplied parameter types".
    @discardableResult
    public mutating func ssmParameter(
        _ name: String, name parameterName: String, type: String = "String", purpose: String? = nil,
        file: String = #fileID, line: Int = #line, column: Int = #column
    ) -> Parameter<String> {
        let place = scope.place ?? Place(file: file, line: line, column: column)
        let parameter = Parameter<String>(reference(to: name))
        guard declare(name, at: place) else { return parameter }
        if parameterName.isEmpty || !parameterName.allSatisfy(Self.isPartOfSSMName) {
            problems.append(
                StackProblem(
                    .invalidDefault, at: place, "\"\(parameterName)\" is no name of a parameter in Systems Manager",
                    advice: "Names have letters, digits, points, hyphens, underscores and slashes."))
        }
        var properties = Properties()
        properties.set("Type", "AWS::SSM::Parameter::Value<\(type)>")
        properties.set("Description", purpose)
        properties.set("Default", parameterName)
        parameters.append(Entry(name: name, place: place, value: properties.object))
        return parameter
    }

    private static func isPartOfSSMName(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || "._-/".contains(character))
    }
}
