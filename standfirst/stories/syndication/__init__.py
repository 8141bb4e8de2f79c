"""How stories leave the house: feeds and sitemaps, from what is sent to the bytes that are sent."""
