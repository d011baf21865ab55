"""What a well-formed scenario can still have wrong, one concern a file."""
