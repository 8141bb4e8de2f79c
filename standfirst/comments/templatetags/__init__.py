"""Template tags of the comments desk."""
