"""The map: what the world looks like, where the camera stands, and how both become pixels."""
