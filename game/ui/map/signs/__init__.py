"""What lies on the land: names, icons, flags, links and the outline of the nation looked at."""
