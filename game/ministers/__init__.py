"""Ministers: policies that turn an observation and a stream of luck into orders, by the same rules as the player."""
