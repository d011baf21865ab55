"""From a checked scenario to the setting and the first state that the engine plays."""
