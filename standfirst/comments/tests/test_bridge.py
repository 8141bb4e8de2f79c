"""What changes elsewhere and shows in threads; and that what was talked about is not deleted."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from standfirst.accounts.models import User
from standfirst.accounts.tests.factories import PASSWORD, niamh
from standfirst.comments.tests.factories import make_comment, make_thread
from standfirst.edge.models import Purge
from standfirst.edge.purging import AT_ONCE, purge_on_commit
from standfirst.stories.models import StoryPage


@pytest.mark.django_db(transaction=True)
def test_a_new_name_reaches_the_threads_and_a_sign_in_does_not(client: Client) -> None:
    thread = make_thread()
    make_comment(thread)
    reader = niamh()
    from standfirst.edge.purging import committed_purges

    with committed_purges() as purged:
        reader.save(update_fields=["last_login"])
        assert not purged
        reader.display_name = "Niamh D."
        reader.save()
    assert purged == {f"reader:{reader.pk}", f"thread:{thread.pk}"}


@pytest.mark.django_db
def test_many_tags_go_out_in_parts() -> None:
    before = Purge.objects.count()
    purge_on_commit(*(f"thread:{number}" for number in range(AT_ONCE * 2 + 1)))
    assert Purge.objects.count() - before in {3, 0}  # PostgreSQL notifies, and keeps no rows


@pytest.mark.django_db
def test_a_story_that_was_talked_about_is_not_deleted(client: Client) -> None:
    quiet, talked = make_thread(headline="Quiet"), make_thread(headline="Talked about")
    make_comment(talked)
    client.force_login(User.objects.create_superuser("fergal@paper.example", PASSWORD, display_name="Fergal"))
    for thread in (quiet, talked):
        client.post(reverse("wagtailadmin_pages:delete", args=[thread.story_id]))
    assert StoryPage.objects.filter(pk=talked.story_id).exists()
    assert not StoryPage.objects.filter(pk=quiet.story_id).exists()
