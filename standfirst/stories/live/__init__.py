"""Judgement about live blogs: how an entry is written, where a page of entries ends, what machines are told of it."""
