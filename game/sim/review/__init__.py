"""Looking back on a game: what another decision would have changed, which decisions counted, and what became of it."""
