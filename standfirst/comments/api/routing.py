"""The one router of the conversation: what reads and what writes at one address must be known in one place."""

from ninja import Router

router = Router(tags=["conversation"])
