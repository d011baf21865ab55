"""Scenarios: their format, the checked loader, and the way from a scenario to a setting and a first state."""
