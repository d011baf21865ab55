"""Pages of HTML about a game, in the player's language."""
