"""Saves and replays on disk: one durable, checksummed container and what goes into it."""
