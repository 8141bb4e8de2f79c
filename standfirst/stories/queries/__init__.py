"""Page-shaped reads of the stories desk, a file per page, each a fixed number of queries."""
