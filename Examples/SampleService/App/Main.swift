import SampleService

/// `sample-service`: the server that rehearsals release, configured by its environment alone.
@main struct Main {
    static func main() async {
        await SampleService.main()
    }
}
