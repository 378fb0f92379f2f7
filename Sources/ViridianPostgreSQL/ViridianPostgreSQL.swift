/// PostgreSQL's own protocol, as far as reading a catalogue asks for it: TLS, SCRAM-SHA-256, simple queries.
enum ViridianPostgreSQL {}
