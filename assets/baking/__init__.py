"""The tool that bakes the map, the flags and the fonts; nothing of it is needed to play."""
