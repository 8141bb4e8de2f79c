"""The edge process: finished pages from memory, static files, and everything else handed to the app.

Plain asyncio under granian. Nothing in here imports Django, so that a page from memory costs no interpreter time that
a render could want, and a broken app can't keep the edge from starting.
"""
