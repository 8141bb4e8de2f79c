"""Two people in one story: what both wrote is kept, or both are shown what to choose from."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from django.contrib.messages import get_messages

from standfirst.accounts.actions.people import enrol
from standfirst.accounts.models import EDITORS, User
from standfirst.accounts.tests.factories import PASSWORD, aoife
from standfirst.stories.models import OpenEditor, StoryPage
from standfirst.stories.tests.desking import Window, words_of
from standfirst.stories.tests.factories import make_draft, make_story
from tests.chance import few_examples

pytestmark = pytest.mark.django_db

THREE = [("paragraph", "<p>The ferry ran aground.</p>"), ("paragraph", "<p>Nobody is hurt.</p>"), ("subhead", "Fog")]


def brid() -> User:
    found = User.objects.filter(email="brid@paper.example").first()
    return found or enrol(email="brid@paper.example", display_name="Bríd", password=PASSWORD, group=EDITORS)


def contains(story: StoryPage, *words: str) -> bool:
    """Whether the latest text has all of these in its body."""
    return all(one in words_of(story) for one in words)


def latest(story: StoryPage) -> StoryPage:
    found: StoryPage = StoryPage.objects.get(pk=story.pk).get_latest_revision_as_object()
    return found


@pytest.mark.parametrize("make", [make_draft, make_story])
def test_different_places_are_both_kept(make: Callable[..., StoryPage]) -> None:
    story = make(body=THREE, standfirst="Before.")
    first, second = Window(aoife(), story), Window(brid(), story)
    first.fields["standfirst"] = "As Aoife has it."
    first.paragraph(0, "The ferry is afloat.")
    assert first.autosave()["success"]
    second.paragraph(1, "Two are hurt.")
    answer = second.autosave()
    assert answer["success"]
    assert answer["meanwhile"]["words"] == "Aoife changed the standfirst and body meanwhile; both are kept."
    both = latest(story)
    assert both.standfirst == "As Aoife has it."
    assert contains(story, "afloat", "Two are hurt.")
    # Her window still shows the old standfirst; saving again does not bring it back.
    second.paragraph(1, "Three are hurt.")
    assert second.autosave()["success"]
    assert latest(story).standfirst == "As Aoife has it."
    first.paragraph(0, "The ferry is afloat again.")
    assert first.autosave()["success"]
    assert contains(story, "afloat again", "Three are hurt.")


def test_the_same_paragraph_is_shown_twice_and_chosen_from() -> None:
    story = make_draft(body=THREE)
    first, second = Window(aoife(), story), Window(brid(), story)
    first.paragraph(0, "As Aoife has it.")
    assert first.autosave()["success"]
    second.paragraph(0, "As Bríd has it.")
    answer = second.autosave()
    assert answer["error_message"] == answer["both_texts"]["words"]
    assert answer["both_texts"]["words"].startswith("Aoife changed the same body. Nothing is lost")
    assert contains(story, "As Aoife has it.")
    assert not contains(story, "As Bríd has it.")
    shown = second.client.get(answer["both_texts"]["address"])
    for words in ("As Aoife has it.", "As Bríd has it.", "The ferry ran aground."):
        assert words in shown.content.decode()
    refused = second.client.post(answer["both_texts"]["address"], {})
    assert refused.status_code == 422
    place = shown.context["places"][0]
    chosen = {"place-0": place["key"], "seen-0": place["seen"], "side-0": "both"}
    assert second.client.post(answer["both_texts"]["address"], chosen).status_code == 302
    assert words_of(story).index("As Aoife has it.") < words_of(story).index("As Bríd has it.")
    assert second.client.get(answer["both_texts"]["address"]).status_code == 302


@pytest.mark.parametrize("action", [{}, {"action-publish": "1"}])
def test_a_save_by_hand_leads_to_both_texts_and_publishes_nothing(action: dict[str, str]) -> None:
    story = make_draft(body=THREE, standfirst="Before.")
    first, second = Window(aoife(), story), Window(brid(), story)
    first.fields["standfirst"] = "As Aoife has it."
    first.save()
    second.fields["standfirst"] = "As Bríd has it."
    answer = second.save(**action)
    assert answer.status_code == 302
    assert not StoryPage.objects.get(pk=story.pk).live
    assert latest(story).standfirst == "As Aoife has it."
    page = second.client.get(answer["Location"])
    place = page.context["places"][0]
    chosen = {"place-0": place["key"], "seen-0": place["seen"], "side-0": "words", "words-0": "As both have it."}
    first.open()
    first.fields["standfirst"] = "Changed since Bríd looked."
    first.save()
    assert second.client.post(answer["Location"], chosen).status_code == 422
    place = second.client.get(answer["Location"]).context["places"][0]
    second.client.post(answer["Location"], {**chosen, "seen-0": place["seen"]})
    assert latest(story).standfirst == "As both have it."


def test_publishing_carries_both() -> None:
    story = make_story(body=THREE, standfirst="Before.")
    first, second = Window(aoife(), story), Window(brid(), story)
    first.fields["standfirst"] = "As Aoife has it."
    first.save()
    second.paragraph(1, "Two are hurt.")
    answer = second.save(**{"action-publish": "1"})
    assert "both are kept" in " ".join(str(one) for one in get_messages(answer.wsgi_request))
    public = StoryPage.objects.get(pk=story.pk)
    assert public.standfirst == "As Aoife has it."
    assert "Two are hurt." in str(public.body)


def test_only_its_writer_sees_the_text_that_waits() -> None:
    story = make_draft(standfirst="Before.")
    first, second = Window(aoife(), story), Window(brid(), story)
    for window, words in ((first, "One."), (second, "Two.")):
        window.fields["standfirst"] = words
        answer = window.autosave()
    page = first.client.get(answer["both_texts"]["address"], follow=True)
    assert "Two." not in page.content.decode()
    first.fields["window"] = second.fields["window"]
    first.fields["standfirst"] = "Three."
    first.save()
    waiting = OpenEditor.objects.get(pk=second.fields["window"]).waiting
    assert (waiting or {})["standfirst"] == "Two."


class Writer:
    """Somebody in a window, who changes one place at a time and settles at once what stands against another's text."""

    def __init__(self, person: User, story: StoryPage, chance: random.Random) -> None:
        self.window, self.chance = Window(person, story), chance

    def write(self, words: str) -> str:
        """Change a place; returns the words that stood there in this window."""
        place = self.chance.randrange(5)
        if place == 4:
            before, self.window.fields["standfirst"] = self.window.fields["standfirst"], words
        elif place == 3:
            new = {"type": "subhead", "value": words, "id": words}
            self.window.blocks.insert(self.chance.randrange(4), new)
            before = ""
        else:
            before, self.window.blocks[place]["value"] = str(self.window.blocks[place]["value"]), words
        return before

    def save(self, words: str) -> list[str]:
        """Save; returns the words of others that were given up, seen beside one's own."""
        answer = self.window.autosave()
        if answer["success"]:
            return []
        assert words in str(OpenEditor.objects.get(pk=self.window.fields["window"]).waiting)
        places = self.window.client.get(answer["both_texts"]["address"]).context["places"]
        assert places
        choices: dict[str, str] = {}
        for place in places:
            number = place["number"]
            choices |= {f"place-{number}": place["key"], f"seen-{number}": place["seen"], f"side-{number}": "mine"}
        assert self.window.client.post(answer["both_texts"]["address"], choices).status_code == 302
        self.window.open()
        return [str(place["theirs"]) for place in places]


def test_no_edit_is_lost_however_two_people_take_turns() -> None:
    """An edit is in the latest text, unless somebody who saw it wrote something else there."""
    chance = random.Random(20261125)
    for _ in range(few_examples(20)):
        story = make_draft(body=[("subhead", f"Block {number}") for number in range(4)], standfirst="Before.")
        writers = [Writer(aoife(), story, chance), Writer(brid(), story, chance)]
        standing: set[str] = set()
        for turn in range(8):
            writer = chance.choice(writers)
            words = f"Turn {turn} ends."
            standing -= {writer.write(words)}
            standing.add(words)
            if chance.random() < 0.8:
                standing -= set(writer.save(words))
        for writer in writers:
            standing -= set(writer.save(""))
        text = words_of(story) + latest(story).standfirst
        assert {words for words in standing if words not in text} == set()
