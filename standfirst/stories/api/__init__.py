"""The paper's API: what is published as JSON for anybody, the same for everyone, kept at the edge.

Addresses, paging, types and errors are those of Wagtail's v3 API. Its own routers are not mounted: they write past
our actions, read past `visible_to_readers`, and list headlines only. Desks above join with routes of theirs.
"""
