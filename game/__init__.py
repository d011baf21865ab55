"""Army Diplomacy."""
