"""The cost side of a scenario in other tools: one model, written for each of them by the engine's own formulas."""
