"""The doors of the stories desk, a file per thing that is asked for."""
