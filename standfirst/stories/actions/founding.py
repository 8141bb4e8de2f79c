"""Founding a paper: its front, its sections, its place on the web."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.db import transaction
from wagtail.models import Page, Site

from standfirst.stories.actions.containers import furnish_front
from standfirst.stories.models import FrontPage, SectionPage


@transaction.atomic
def found_paper(*, name: str, tagline: str, base_url: str) -> FrontPage:
    """The paper's front as the root of the site. Founding it again returns the one that is there.

    Wagtail's welcome page, which a new database holds, is taken away.
    """
    existing: FrontPage | None = FrontPage.objects.first()
    if existing is not None:
        return existing
    root = Page.get_first_root_node()
    for welcome in root.get_children().filter(content_type__model="page"):
        welcome.delete()
    root = Page.get_first_root_node()
    front: FrontPage = root.add_child(instance=FrontPage(title=name, slug="paper", tagline=tagline))
    front.save_revision().publish()
    furnish_front(front=front)
    parts = urlsplit(base_url)
    Site.objects.all().delete()
    Site.objects.create(
        hostname=parts.hostname or "127.0.0.1",
        port=parts.port or (443 if parts.scheme == "https" else 80),
        site_name=name,
        root_page=front,
        is_default_site=True,
    )
    return front


@transaction.atomic
def open_section(*, front: FrontPage, title: str, slug: str, colour: str, comments_mode: str = "open") -> SectionPage:
    """A section below the front, shown in the navigation. Opening it again returns the one that is there."""
    existing: SectionPage | None = SectionPage.objects.child_of(front).filter(slug=slug).first()
    if existing is not None:
        return existing
    section = SectionPage(title=title, slug=slug, colour=colour, comments_mode=comments_mode, show_in_menus=True)
    FrontPage.objects.get(pk=front.pk).add_child(instance=section)
    section.save_revision().publish()
    opened: SectionPage = SectionPage.objects.get(pk=section.pk)
    return opened
