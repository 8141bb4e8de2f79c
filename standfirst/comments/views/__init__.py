"""The doors of the conversation."""
