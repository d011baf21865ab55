"""The campaign screen: the map and the panels that stay around it."""
