"""The processes: supervisor, app, worker, and what they share. The edge lies in standfirst/edge/server."""
