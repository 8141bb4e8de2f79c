"""Taking an item in a test, and a picture to lie beside it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PIL import Image
from wagtail.models import Page

from standfirst.accounts.models import User
from standfirst.stories.models import Agency, Contributor, SectionPage
from standfirst.stories.models import Picture as StoryPicture
from standfirst.wire.actions.taking import Taken, take_item
from standfirst.wire.models import Item, Version
from standfirst.wire.tests.factories import as_file

NOW = datetime(2026, 3, 1, 18, 0, tzinfo=UTC)


def take(section: SectionPage, document: object, actor: User | None = None, **more: Any) -> Taken:
    fresh = SectionPage.objects.get(pk=section.pk)
    return take_item(raw=as_file(document), name="gauge.json", actor=actor, section=fresh, now=NOW, **more)


def picture_file(path: Path, *, kind: str = "JPEG") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (60, 40), "navy").save(path, format=kind)
    return path


def everything() -> tuple[int, ...]:
    return tuple(table.objects.count() for table in (Page, Item, Version, Agency, Contributor, StoryPicture))
