"""What each window at the desk last held, so that a later change can be told from what was there before."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class OpenEditor(models.Model):
    """The text in one window with a story's form, as the server last knew it.

    `content` is what the window's next change is measured against; `waiting` is a text that could not be saved, since
    somebody else had changed the same place: it is kept until its writer has chosen. Both are as in a revision.
    """

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    story = models.ForeignKey("stories.StoryPage", on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    content = models.JSONField(encoder=DjangoJSONEncoder)
    waiting = models.JSONField(encoder=DjangoJSONEncoder, null=True)
    held_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return str(self.key)
