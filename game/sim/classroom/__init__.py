"""Teaching with the game: an assignment that students open, and their games checked and compared."""
