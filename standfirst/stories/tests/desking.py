"""A window at the desk, as a test drives it: it opens the editor, types, and saves as browsers do."""

from __future__ import annotations

import json
from typing import Any

from django.test import Client
from django.urls import reverse
from lxml import html

from standfirst.accounts.models import User
from standfirst.stories.models import StoryPage


def fields_of(page: Any) -> dict[str, str]:
    """All that the editor's form would send untouched."""
    form: Any = html.fromstring(page.content.decode()).get_element_by_id("page-edit-form")
    # A browser takes away the line break with which a textarea begins.
    fields = {name: (value or "").removeprefix("\n") for name, value in form.form_values()}
    return {name: value for name, value in fields.items() if not name.startswith("action-")}


class Window:
    """One window of `person` with `story` in it. The body is kept as blocks and sent as Wagtail's form sends it."""

    def __init__(self, person: User, story: StoryPage) -> None:
        self.client = Client(headers={"sec-fetch-site": "same-origin"})
        self.client.force_login(person)
        self.story = story
        self.overwrite = ""
        self.open()

    @property
    def address(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=[self.story.pk])

    def open(self) -> None:
        """Load the editor anew, with whatever is the latest."""
        page = self.client.get(self.address)
        self.fields = fields_of(page)
        self.show(page.context["form"].instance)

    def show(self, story: StoryPage) -> None:
        self.overwrite = ""
        self.blocks: list[dict[str, Any]] = [dict(block) for block in story.body.get_prep_value()]

    def paragraph(self, number: int, words: str) -> None:
        self.blocks[number]["value"] = f"<p>{words}</p>"

    def data(self) -> dict[str, str]:
        body = {"body-count": str(len(self.blocks))}
        for number, block in enumerate(self.blocks):
            body |= {
                f"body-{number}-id": block["id"],
                f"body-{number}-type": block["type"],
                f"body-{number}-order": str(number),
                f"body-{number}-deleted": "",
                f"body-{number}-value": as_draftail(block["value"]) if block["type"] == "paragraph" else block["value"],
            }
        return {**self.fields, **body}

    def autosave(self) -> dict[str, Any]:
        """As the script does half a second after the last letter."""
        data = {**self.data(), **({"overwrite_revision_id": self.overwrite} if self.overwrite else {})}
        answer: dict[str, Any] = self.client.post(self.address, data, headers={"Accept": "application/json"}).json()
        if answer["success"]:
            self.overwrite = str(answer["revision_id"])
            self.fields.update(answer["field_updates"])
        return answer

    def save(self, **action: str) -> Any:
        """By hand, without script."""
        return self.client.post(self.address, {**self.data(), **action})


def as_draftail(rich: str) -> str:
    """What the rich text field of the form would hold for `rich`."""
    from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

    converter = ContentstateConverter(features=["bold", "italic", "link"])
    return str(json.dumps(json.loads(converter.from_database_format(rich))))


def words_of(story: StoryPage) -> str:
    """The latest text of the body, as a revision holds it."""
    body = StoryPage.objects.get(pk=story.pk).get_latest_revision().content["body"]
    return json.dumps(json.loads(body), ensure_ascii=False)
