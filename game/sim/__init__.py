"""Playing and recording games by the batch: nothing here decides a rule."""
