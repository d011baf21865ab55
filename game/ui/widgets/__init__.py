"""Ready-made pieces of screens, each a function from values to a list of items."""
