// ViridianRelease: a release as a pure value. A plan, events in, effects out; no clock, no I/O, no randomness, no imports.
//
// Read in this order: Plan/Plan.swift (what is wanted), World/ReleaseWorld.swift (what can be done), Machine/Release.swift (how
// it is decided), Machine/Record.swift (what is said about it). The rules it keeps are numbered in docs/release-rules.md.
