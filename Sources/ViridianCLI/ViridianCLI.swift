/// The command line: parse, call one library function, print. Begin at `ViridianCommand`, then a file for each verb.
enum ViridianCLI {}
