"""Screens that look back with the engine's help: what if, turning points, the written report."""
