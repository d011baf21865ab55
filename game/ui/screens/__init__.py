"""The screens, by what the player is doing."""
