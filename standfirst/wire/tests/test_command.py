"""`standfirst wire take FILE`: one line that tells what happened."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from standfirst.accounts.models import User
from standfirst.stories.actions.founding import found_paper, open_section
from standfirst.stories.models import StoryPage
from standfirst.stories.tests.factories import close_paper
from standfirst.wire.management.commands.wire import NotTaken
from standfirst.wire.models import Item
from standfirst.wire.tests.factories import HEADLINE, ninjs_3, with_body

pytestmark = pytest.mark.django_db


@pytest.fixture
def _paper() -> None:
    front = found_paper(name="The Harbour Courier", tagline="", base_url="http://127.0.0.1:8000")
    open_section(front=front, title="News", slug="news", colour="harbour")
    open_section(front=front, title="Sport", slug="sport", colour="moss")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "gauge.json"
    path.write_text(json.dumps(ninjs_3(associations=None)))
    return path


def wire(*arguments: object) -> str:
    out = StringIO()
    call_command("wire", *map(str, arguments), stdout=out)
    return out.getvalue()


@pytest.mark.usefixtures("_paper")
def test_it_says_which_draft_and_where_to_edit_it(file: Path) -> None:
    said = wire("take", file)

    story = StoryPage.objects.get()
    assert said == f"Draft story {story.pk}: {HEADLINE}  /desk/pages/{story.pk}/edit/\n"
    assert story.section.slug == "news"


@pytest.mark.usefixtures("_paper")
def test_a_second_take_says_that_nothing_changed(file: Path) -> None:
    wire("take", file)

    said = wire("take", file)

    story = StoryPage.objects.get()
    assert said == f"Taken before, nothing changed: story {story.pk}: {HEADLINE}  /desk/pages/{story.pk}/edit/\n"


@pytest.mark.usefixtures("_paper")
def test_section_and_editor_can_be_named(file: Path) -> None:
    administrator = User.objects.create_superuser("siun@dunmara.example")

    wire("take", file, "--section", "sport", "--by", "Siun@dunmara.example")

    story = StoryPage.objects.get()
    assert (story.section.slug, story.owner) == ("sport", administrator)


@pytest.mark.usefixtures("_paper")
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--section", "arts"], "there is no section 'arts'; there are news, sport"),
        (["--by", "nobody@dunmara.example"], "nobody has an account with the address nobody@dunmara.example"),
    ],
)
def test_an_unknown_section_or_editor_is_named(file: Path, arguments: list[str], words: str) -> None:
    with pytest.raises(NotTaken, match=words):
        wire("take", file, *arguments)

    assert not StoryPage.objects.exists()


def test_a_paper_without_sections_takes_nothing(file: Path) -> None:
    close_paper()
    with pytest.raises(NotTaken, match="the paper has no section yet"):
        wire("take", file)


@pytest.mark.usefixtures("_paper")
def test_a_broken_file_is_one_line_that_names_the_place(file: Path) -> None:
    file.write_text(json.dumps(with_body("")))

    with pytest.raises(NotTaken) as caught:
        wire("take", file)

    assert str(caught.value) == "gauge.json: bodies[0].value: the text is empty"
    assert caught.value.returncode == 1
    assert not Item.objects.exists()


@pytest.mark.usefixtures("_paper")
def test_a_killed_item_is_refused_in_words(file: Path) -> None:
    file.write_text(json.dumps({"uri": "urn:1", "pubStatus": "canceled"}))

    with pytest.raises(NotTaken, match="the agency has canceled urn:1: nothing may be made from it"):
        wire("take", file)


@pytest.mark.usefixtures("_paper")
def test_a_file_that_is_not_there_or_far_too_long(tmp_path: Path) -> None:
    with pytest.raises(NotTaken, match=r"gone\.json: No such file or directory"):
        wire("take", tmp_path / "gone.json")
    with pytest.raises(NotTaken, match="Is a directory"):
        wire("take", tmp_path)
    with (tmp_path / "long.json").open("wb") as file:
        file.truncate(6_000_000)
    with pytest.raises(NotTaken, match="is too much for one story"):
        wire("take", tmp_path / "long.json")


def test_the_verb_is_needed() -> None:
    with pytest.raises(CommandError, match="required"):
        wire()
