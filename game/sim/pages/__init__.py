"""Pages of HTML with plots as inline SVG: about sweeps and simulations, and what those about games are made of."""
