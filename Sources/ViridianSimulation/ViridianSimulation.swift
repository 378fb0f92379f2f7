// ViridianSimulation: releases in virtual time. Worlds that misbehave as a seed says, and the rules that are checked meanwhile.
//
// Read in this order: Scenario.swift (what a seed draws), World/SimulatedWorld.swift (what is simulated), Simulation.swift (one
// seed from start to end), Rules/RuleBook.swift (what is checked after every event), SelfTest.swift (many seeds).
