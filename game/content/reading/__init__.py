"""From an untrusted file to a checked scenario: limits, positions, errors, variants and translations."""
