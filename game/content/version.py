"""The version of the game, here and nowhere else: the package, `--version` and crash reports read it."""

VERSION = "0.1.0"
