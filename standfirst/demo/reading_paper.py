"""The paper itself out of its copy file: sections, names, rules, the ask, the advertisements."""

from __future__ import annotations

from pathlib import Path

from standfirst.demo.entries import Entry, open_entry
from standfirst.demo.manuscripts import Advert, Agency, Ask, Contributor, Paper, Part, Person, Rule, Section, Topic
from standfirst.demo.reading_pictures import Pictures, booked_picture

COLOURS = ("harbour", "moss", "brick", "plum", "slate", "ochre")
PARTS: tuple[Part, ...] = ("reader", "moderator", "editor", "administrator", "journalist")


def read_paper(path: Path, pictures: Pictures) -> Paper:
    front = open_entry(path)
    rules, ask = front.entry("rules"), front.entry("ask")
    if rules is None or ask is None:
        raise front.wrong("it needs rules and an ask")
    paper = Paper(
        name=front.text("name"),
        tagline=front.text("tagline"),
        town=front.text("town"),
        sections=tuple(_section(entry) for entry in front.entries("sections")),
        contributors=tuple(_contributor(entry, pictures) for entry in front.entries("contributors")),
        topics=tuple(_topic(entry) for entry in front.entries("topics")),
        agencies=tuple(_agency(entry) for entry in front.entries("agencies")),
        accounts=tuple(_person(entry) for entry in front.entries("accounts")),
        commenters=tuple(_person(entry) for entry in front.entries("commenters")),
        rules_introduction=rules.text("introduction"),
        rules=tuple(_rule(number, entry) for number, entry in enumerate(rules.entries("list"), start=1)),
        ask=_ask(ask),
        adverts=tuple(_advert(entry, pictures) for entry in front.entries("adverts")),
    )
    rules.close()
    front.close()
    return paper


def _section(entry: Entry) -> Section:
    section = Section(slug=entry.text("slug"), name=entry.text("name"), colour=entry.one_of("colour", COLOURS))
    entry.close()
    return section


def _contributor(entry: Entry, pictures: Pictures) -> Contributor:
    contributor = Contributor(
        key=entry.text("key"),
        name=entry.text("name"),
        role=entry.text("role"),
        about=entry.text("about"),
        portrait=booked_picture(entry, pictures, "portrait"),
    )
    entry.close()
    return contributor


def _topic(entry: Entry) -> Topic:
    topic = Topic(key=entry.text("key"), name=entry.text("name"), about=entry.text("about"))
    entry.close()
    return topic


def _agency(entry: Entry) -> Agency:
    agency = Agency(
        key=entry.text("key"),
        name=entry.text("name"),
        short=entry.text("short"),
        credit_line=entry.text("credit_line"),
    )
    entry.close()
    return agency


def _person(entry: Entry) -> Person:
    """Who says nothing else is a reader, with an address at the paper's own domain."""
    key = entry.text("key")
    person = Person(
        key=key,
        name=entry.text("name"),
        email=entry.text("email", f"{key}@dunmara.example"),
        part=entry.one_of("part", PARTS, "reader"),
    )
    entry.close()
    return person


def _rule(number: int, entry: Entry) -> Rule:
    rule = Rule(
        number=number,
        code=entry.text("code"),
        title=entry.text("title"),
        text=entry.text("text"),
        example=entry.text("example"),
    )
    entry.close()
    return rule


def _ask(entry: Entry) -> Ask:
    ask = Ask(
        heading=entry.text("heading"),
        paragraphs=entry.paragraphs("text"),
        signed=entry.text("signed"),
        button=entry.text("button"),
        dismiss=entry.text("dismiss"),
    )
    entry.close()
    return ask


def _advert(entry: Entry, pictures: Pictures) -> Advert:
    advert = Advert(
        key=entry.text("key"),
        label=entry.text("label"),
        headline=entry.text("headline"),
        text=entry.text("text"),
        button=entry.text("button"),
        story=entry.text("story"),
        picture=booked_picture(entry, pictures, "picture"),
        alternative=entry.text("alternative"),
    )
    entry.close()
    return advert
