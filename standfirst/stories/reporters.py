"""The reporters' group, and the way of their drafts over the desk: made after each migration, once."""

from __future__ import annotations

from typing import Any, Final

from django.contrib.auth.models import Group, Permission
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from standfirst.accounts.models import EDITORS

REPORTERS: Final = "Reporters"
REVIEW: Final = "Desk review"
# The workflow that comes with Wagtail, for a group that this paper doesn't have.
WAGTAILS_OWN: Final = "Moderators approval"
PICTURE_RIGHTS = ["add_picture", "choose_picture"]
RECORD_RIGHTS = ["view_agency", "view_contributor", "view_topic", "add_topic"]


def make_reporters(sender: Any, **kwargs: Any) -> None:
    """Reporters write stories of their own and hand them in; whether they go public the editors decide."""
    root, collection = Page.get_first_root_node(), Collection.get_first_root_node()
    access = Permission.objects.filter(content_type__app_label="wagtailadmin", codename="access_admin").first()
    editors = Group.objects.filter(name=EDITORS).first()
    if root is None or collection is None or access is None or editors is None:
        return
    group, is_new = Group.objects.get_or_create(name=REPORTERS)
    if not is_new:
        # Set up before; what an administrator has added or taken away since stays.
        return
    group.permissions.add(access, *_rights("stories", RECORD_RIGHTS))
    for right in _rights("wagtailcore", ["add_page"]):
        GroupPagePermission.objects.create(group=group, page=root, permission=right)
    for right in _rights("stories", PICTURE_RIGHTS):
        GroupCollectionPermission.objects.create(group=group, collection=collection, permission=right)
    make_review(root, editors)


def make_review(root: Page, editors: Group) -> None:
    """One step, taken by any editor. A workflow that somebody has chosen for the whole paper stays."""
    chosen = WorkflowPage.objects.filter(page=root).select_related("workflow").first()
    if chosen is not None and chosen.workflow.name != WAGTAILS_OWN:
        return
    workflow = Workflow.objects.create(name=REVIEW)
    task = GroupApprovalTask.objects.create(name=REVIEW)
    task.groups.add(editors)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": workflow})


def _rights(app: str, names: list[str]) -> list[Permission]:
    return list(Permission.objects.filter(content_type__app_label=app, codename__in=names))
