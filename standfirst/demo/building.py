"""Builds the demo newspaper through the same actions as real use, so that it is a smoke test as well."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from standfirst.accounts.actions.people import enrol
from standfirst.accounts.models import EDITORS, MODERATORS, User
from standfirst.contributions.actions.asks import put_ask
from standfirst.contributions.money import Money
from standfirst.demo.adverts import put_adverts
from standfirst.demo.conversation import hold_conversation
from standfirst.demo.frontpage import arrange_front
from standfirst.demo.live_coverage import write_live
from standfirst.demo.manuscripts import Edition, Part, Person
from standfirst.demo.pictures import draw_pictures
from standfirst.demo.reading import read_edition
from standfirst.demo.typesetting import publish_stories, read_the_paper
from standfirst.moderation.actions.policies import RuleText, adopt_policy
from standfirst.stories.actions.founding import found_paper, open_section
from standfirst.stories.actions.pictures import keep_picture
from standfirst.stories.models import Agency, Contributor, FrontPage, Picture, SectionPage, StoryPage, Topic

GROUPS: dict[Part, str] = {
    "reader": "",
    "moderator": MODERATORS,
    "editor": EDITORS,
    "journalist": EDITORS,
    "administrator": "",
}
Say = Callable[[str], None]


class NeverInProduction(Exception):
    """The demo newspaper was asked for where real readers are."""


@dataclass
class Built:
    """What stands already, by the keys and slugs of the copy."""

    now: datetime
    people: dict[str, User] = field(default_factory=dict)
    contributors: dict[str, Contributor] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)
    agencies: dict[str, Agency] = field(default_factory=dict)
    pictures: dict[str, Picture] = field(default_factory=dict)
    sections: dict[str, SectionPage] = field(default_factory=dict)
    stories: dict[str, StoryPage] = field(default_factory=dict)


def password_of(person: Person) -> str:
    """Known to everybody, which is why production refuses to start with these people in it."""
    return f"{person.key}-at-the-harbour"


def build_demo(*, now: datetime, say: Say) -> bool:
    """The whole demo paper; False where a paper stands already, which is then left alone.

    Raises NeverInProduction.
    """
    if settings.PRODUCTION:
        raise NeverInProduction
    if FrontPage.objects.exists():
        return False
    edition = read_edition()
    built = Built(now=now)
    with timezone.override(settings.TIME_ZONE):
        say("demo: people and house rules …")
        enrol_people(edition, built)
        found(edition, built)
        say(f"demo: drawing {len(edition.pictures)} pictures …")
        take_pictures(edition, built)
        say(f"demo: {len(edition.stories)} stories …")
        publish_stories(edition, built)
        arrange_front(built)
        read_the_paper(edition, built)
        put_ask_and_adverts(edition, built)
        write_live(edition, built)
        say("demo: the readers' conversation …")
        hold_conversation(edition, built)
    return True


def enrol_people(edition: Edition, built: Built) -> None:
    for person in edition.paper.accounts:
        built.people[person.key] = enrol(
            email=person.email,
            display_name=person.name,
            password=password_of(person),
            group=GROUPS[person.part],
            administrator=person.part == "administrator",
        )
    for person in edition.paper.commenters:
        built.people[person.key] = enrol(email=person.email, display_name=person.name)
    adopt_policy(
        intro=edition.paper.rules_introduction,
        rules=[
            RuleText(code=rule.code, title=rule.title, text=rule.text, example=rule.example)
            for rule in edition.paper.rules
        ],
        now=built.now - timedelta(days=90),
    )


def found(edition: Edition, built: Built) -> None:
    paper = edition.paper
    front = found_paper(name=paper.name, tagline=paper.tagline, base_url=settings.BASE_URL)
    for section in paper.sections:
        built.sections[section.slug] = open_section(
            front=front, title=section.name, slug=section.slug, colour=section.colour
        )
    for one in paper.contributors:
        built.contributors[one.name] = Contributor.objects.create(name=one.name, role=one.role, about=one.about)
    for topic in paper.topics:
        built.topics[topic.key] = Topic.objects.create(slug=topic.key, name=topic.name, about=topic.about)
    for agency in paper.agencies:
        built.agencies[agency.key] = Agency.objects.create(name=agency.name, credit_line=agency.credit_line)


def take_pictures(edition: Edition, built: Built) -> None:
    with tempfile.TemporaryDirectory(prefix="standfirst-demo-") as folder:
        for name, path in draw_pictures(Path(folder)).items():
            about = edition.pictures[name]
            built.pictures[name] = keep_picture(
                path=path,
                title=about.title,
                caption=about.caption,
                credit=about.credit,
                alt_text=about.alternative,
            )
    for one in edition.paper.contributors:
        built.contributors[one.name].photograph = built.pictures[one.portrait.file]
        built.contributors[one.name].save(update_fields=["photograph"])


def put_ask_and_adverts(edition: Edition, built: Built) -> None:
    ask = edition.paper.ask
    put_ask(
        heading=ask.heading,
        words="\n\n".join(ask.paragraphs),
        amounts=[Money(amount, "EUR") for amount in (500, 1000, 2500)],
        signature=ask.signed,
        button=ask.button,
    )
    put_adverts(edition, built)


def people_in_words(edition: Edition) -> str:
    """The accounts with their passwords, as the start prints them. `{base_url}` is filled in by whoever prints."""
    lines = ["", "  The Harbour Courier, an invented newspaper. People to sign in as:", ""]
    for person in edition.paper.accounts:
        if person.part != "journalist":
            lines.append(f"    {person.part:<14} {person.email:<28} {password_of(person)}")
    lines += [
        "",
        "  Readers' side    {base_url}/",
        "  Sign in          {base_url}/account/login/ with a code; {base_url}/account/login/password/ with these",
        "  The desk         {base_url}/desk/",
        "  Letters          {base_url}/demo/mail/",
        "",
    ]
    return "\n".join(lines)
