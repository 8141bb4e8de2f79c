"""The demo's front: as a new paper's, with opinion under the faces of those who hold it, and one story held by hand."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from standfirst.stories.actions.containers import ContainerPlan, set_container
from standfirst.stories.actions.fronts import pin_story
from standfirst.stories.fronts import Fill, Kind
from standfirst.stories.models import Container, FrontPage

if TYPE_CHECKING:
    from standfirst.demo.building import Built

OPINION = "opinion"
HELD = "lifeboat-dog"
HELD_FOR = timedelta(days=2)


def arrange_front(built: Built) -> None:
    front, editor = FrontPage.objects.get(), built.people["aoife"]
    opinion = built.sections[OPINION]
    news = [section for section in built.sections.values() if section != opinion]
    band = Container.objects.get(front=front, sections=opinion)
    beside_the_lead = Container.objects.get(front=front, kind=Kind.SECONDARY.value)
    for container, plan in (
        (band, ContainerPlan(kind=Kind.OPINION, size=4, fill=Fill.SECTIONS, sections=[opinion])),
        (beside_the_lead, ContainerPlan(kind=Kind.SECONDARY, size=2, fill=Fill.SECTIONS, sections=news)),
    ):
        set_container(front=front, container_id=container.pk, plan=plan, actor=editor, now=built.now)
    pin_story(
        front=front,
        story=built.stories[HELD],
        container_id=beside_the_lead.pk,
        position=1,
        ends_at=built.now + HELD_FOR,
        actor=editor,
        now=built.now,
    )
