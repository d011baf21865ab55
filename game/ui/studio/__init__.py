"""Every screen set up in a fixed game: for pictures, for the audit, and for the walker that presses all controls."""
