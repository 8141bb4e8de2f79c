"""Template tags of the adverts desk."""
