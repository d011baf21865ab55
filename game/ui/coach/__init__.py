"""The guide that goes along with a newcomer: lessons as data, what it sees of the game, and its strip on the screen."""
