/// Whether two databases fit one application in two versions: what PostgreSQL's catalogue says of each, compared by rules.
///
/// While a blue/green release is under way, the old version of a service may meet the new database, and rows of the old database
/// are copied into the new one. A difference is breaking where one of them could fail, and safe where neither can.
enum ViridianSchema {}
