"""Embargo and rights hold on every way by which Wagtail makes a story public, not only in its editor."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupApprovalTask, TaskState, Workflow, WorkflowTask

from standfirst.accounts.models import EDITORS
from standfirst.accounts.tests.factories import aoife
from standfirst.stories.models import Embargo, StoryPage
from standfirst.stories.tests.factories import make_draft, make_story
from standfirst.stories.tests.test_embargo import duty_editor, embargoed, fresh
from standfirst.stories.tests.test_rights_in_pictures import once

pytestmark = pytest.mark.django_db
Way = Callable[[Client, StoryPage], Any]


def approve(client: Client, story: StoryPage) -> Any:
    """An editor approves what waits in the review, and Wagtail publishes it."""
    workflow = Workflow.objects.create(name="Two pairs of eyes")
    task = GroupApprovalTask.objects.create(name="A second pair")
    task.groups.add(Group.objects.get(name=EDITORS))
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    workflow.start(fresh(story), aoife())
    state = TaskState.objects.get(workflow_state__object_id=str(story.pk))
    return client.post(reverse("wagtailadmin_pages:workflow_action", args=[story.pk, "approve", state.pk]))


def publish_several(client: Client, story: StoryPage) -> Any:
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    return client.post(f"{address}?id={story.pk}", {"include_descendants": ""})


def ask_the_api(client: Client, story: StoryPage) -> Any:
    """The admin's own API, which scripts of the desk may use; the one for everybody writes nothing."""
    return client.post(reverse("wagtailadmin_api:pages:action", args=[story.pk, "publish"]))


WAYS = pytest.mark.parametrize("way", [approve, publish_several, ask_the_api])


@WAYS
def test_it_publishes(client: Client, way: Way) -> None:
    """Without embargo and rights in the way: else the refusals below would prove nothing."""
    story = make_draft()
    story.save_revision()
    client.force_login(duty_editor())
    assert way(client, story).status_code in (200, 302)
    assert fresh(story).live


@WAYS
def test_it_lifts_no_embargo(client: Client, way: Way) -> None:
    story = embargoed()
    story.save_revision()
    minute = Embargo.objects.get().embargoed_until
    client.force_login(duty_editor())
    assert way(client, story).status_code in (200, 302)
    assert not fresh(story).live
    assert fresh(story).scheduled_revision.approved_go_live_at == minute
    assert Embargo.objects.get().embargoed_until == minute


@WAYS
def test_it_publishes_no_picture_for_one_use_again(client: Client, way: Way) -> None:
    picture = once()
    make_story("Ferry runs aground", lead_picture=picture)
    story = make_draft("Again", lead_picture=picture)
    story.save_revision()
    client.force_login(duty_editor())
    answer = way(client, story)
    assert answer.status_code == 403
    assert "may be used once" in json.dumps(answer.content.decode())
    assert not fresh(story).live
