"""A package, unlike its neighbours, so that what all its tests share ends with them."""
