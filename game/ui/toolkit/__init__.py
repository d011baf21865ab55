"""Items, scenes, layout and input: everything a screen is made of, without pygame where it can be."""
