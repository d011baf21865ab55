"""The desktop front end: scenes give items, the painter paints them, and the app turns events into commands."""
