"""Everything the game says: languages, names, terms, orders, explanations and dispatches."""
