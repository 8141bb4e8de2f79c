"""A section to take copy into, an editor who takes it, and files that lie apart from everything."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group

from standfirst.accounts.models import EDITORS, User
from standfirst.stories.actions.founding import found_paper, open_section
from standfirst.stories.models import SectionPage


@pytest.fixture
def section() -> SectionPage:
    front = found_paper(name="The Harbour Courier", tagline="", base_url="http://127.0.0.1:8000")
    return open_section(front=front, title="News", slug="news", colour="harbour")


@pytest.fixture
def aoife() -> User:
    aoife = User.objects.create_user("aoife@dunmara.example", display_name="Aoife")
    aoife.groups.add(Group.objects.get(name=EDITORS))
    return aoife


@pytest.fixture(autouse=True)
def _files_apart(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = str(tmp_path / "media")
