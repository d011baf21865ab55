"""Peace missions and defence forums."""
