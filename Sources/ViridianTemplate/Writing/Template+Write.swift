extension Template {
    /// The template as text that ends with a newline.
    ///
    /// The same tree gives the same bytes, and fields keep the order of the tree. JSON has every function in its long form;
    /// YAML has short tags where AWS documents them. Reading the text gives an equal template.
    public func write(as format: Format) -> String {
        switch format {
        case .json:
            var writer = JSONWriter()
            writer.write(Node(.object(root)), indentation: 0)
            return writer.text + "\n"
        case .yaml:
            var writer = YAMLWriter()
            writer.writeDocument(root)
            return writer.text
        }
    }
}

extension Node {
    /// The value as indented JSON, without a newline at its end: the same value gives the same bytes.
    public var json: String {
        var writer = JSONWriter()
        writer.write(self, indentation: 0)
        return writer.text
    }
}
