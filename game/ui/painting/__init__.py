"""How items become pixels: fonts, text in any direction, symbols, brushes and charts."""
