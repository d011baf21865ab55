"""The crisis room and its parts."""
