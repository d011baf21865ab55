"""The land: where it lies, from where it is seen, which colours it has, and how its lines become pixels."""
