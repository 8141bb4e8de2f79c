"""A new paper on an empty site, by one command."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from standfirst.accounts.models import User
from standfirst.accounts.tests.factories import PASSWORD
from standfirst.moderation.models import Policy
from standfirst.stories.models import FrontPage, SectionPage
from standfirst.stories.tests.factories import close_paper

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_founded() -> None:
    close_paper()


def found(**options: object) -> None:
    options.setdefault("section", ["News", "Sport"])
    call_command("found", administrator="editor@gazette.example", verbosity=0, **options)


def test_a_paper_is_founded_with_sections_rules_and_an_administrator(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STANDFIRST_ADMIN_PASSWORD", PASSWORD)
    found()
    assert [section.title for section in SectionPage.in_order()] == ["News", "Sport"]
    assert Policy.objects.get().rules.count() >= 5
    assert User.objects.get(email="editor@gazette.example").is_superuser
    assert "Nothing has been published yet." in client.get("/").content.decode()
    with pytest.raises(CommandError, match="already"):
        found()


def test_a_weak_password_founds_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STANDFIRST_ADMIN_PASSWORD", "short")
    with pytest.raises(CommandError, match="12"):
        found()
    assert not FrontPage.objects.exists()


def test_a_section_where_something_else_stands_founds_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STANDFIRST_ADMIN_PASSWORD", PASSWORD)
    with pytest.raises(CommandError, match="stands at /search/"):
        found(section=["News", "Search"])
    assert not FrontPage.objects.exists()
