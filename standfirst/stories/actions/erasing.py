"""What the desk's own screens keep of somebody who once worked here and now closes the account."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.admin.models import EditingSession, FormState
from wagtail.models import APIToken, ModelLogEntry, PageSubscription
from wagtail.users.models import UserProfile

from standfirst.accounts.actions.erasing import delete_in_batches
from standfirst.accounts.models import User
from standfirst.accounts.personal_data import Leaver, on_closing
from standfirst.edge.purging import purge_on_commit
from standfirst.stories.models import Contributor, Guest, OpenEditor


@on_closing("the desk's notes")
def forget_at_desk(*, leaver: Leaver, after: str) -> Iterator[str]:
    for profile in UserProfile.objects.filter(user=leaver.user_id):
        if profile.avatar:
            profile.avatar.delete(save=False)
    yield from delete_in_batches(UserProfile.objects.filter(user=leaver.user_id))
    yield from delete_in_batches(EditingSession.objects.filter(user=leaver.user_id))
    yield from delete_in_batches(FormState.objects.filter(user=leaver.user_id))
    yield from delete_in_batches(APIToken.objects.filter(user=leaver.user_id))
    yield from delete_in_batches(PageSubscription.objects.filter(user=leaver.user_id))
    yield from delete_in_batches(OpenEditor.objects.filter(person=leaver.user_id))


@on_closing("the desk's log")
def forget_in_log(*, leaver: Leaver, after: str) -> Iterator[str]:
    """Wagtail notes by name whom an administrator has changed."""
    people = ContentType.objects.get_for_model(User)
    with transaction.atomic():
        ModelLogEntry.objects.filter(content_type=people, object_id=str(leaver.user_id)).update(label="", data={})
    yield ""


@on_closing("guests")
def forget_guest(*, leaver: Leaver, after: str) -> Iterator[str]:
    """Who somebody was told to be would say it of the former reader too. The answers go on as a guest's."""
    yield from delete_in_batches(Guest.objects.filter(account=leaver.user_id))


@on_closing("the account of a byline")
def forget_account_of_byline(*, leaver: Leaver, after: str) -> Iterator[str]:
    """The byline stays over the stories; whose account it was is forgotten."""
    with transaction.atomic():
        if Contributor.objects.filter(account=leaver.user_id).update(account=None):
            purge_on_commit("site")
    yield ""
