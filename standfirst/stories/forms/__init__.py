"""Forms of the stories desk, a file per thing that is filled in."""
