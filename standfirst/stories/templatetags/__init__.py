"""Template tags of the stories desk."""
