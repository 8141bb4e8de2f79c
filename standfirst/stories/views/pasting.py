"""The desk's doors for a manuscript out of a word processor: behind the body, or into it where somebody pastes."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from standfirst.stories.actions.manuscripts import add_manuscript
from standfirst.stories.forms.desk import ManuscriptForm
from standfirst.stories.models import StoryPage
from standfirst.stories.pasting import Pasted, blocks_of_html, blocks_of_text
from standfirst.stories.views.locking import may_write


@require_http_methods(["GET", "HEAD", "POST"])
def paste_manuscript(request: HttpRequest, story_id: int) -> HttpResponse:
    """Paste a manuscript behind the body of a draft. For those who may edit it, while nobody has locked it."""
    story = get_object_or_404(StoryPage, pk=story_id)
    if not story.permissions_for_user(request.user).can_edit() or not may_write(story, request.user):
        raise PermissionDenied
    form = ManuscriptForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        pasted = _pasted(form)
        if pasted.blocks:
            add_manuscript(story=story, blocks=pasted.blocks, actor=request.user)  # type: ignore[arg-type]  # staff only
            _tell(request, blocks=len(pasted.blocks), pictures=pasted.pictures)
            return redirect("wagtailadmin_pages:edit", story.pk)
        form.add_error("words", _("There are no words in it."))
    context = {"story": story, "form": form}
    return render(request, "stories/desk/paste_manuscript.html", context, status=422 if form.errors else 200)


@require_POST
def pasted_blocks(request: HttpRequest) -> HttpResponse:
    """What the editor's form holds for a pasted text, block by block. Reads only: the blocks go into that form."""
    form = ManuscriptForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=422)
    pasted = _pasted(form)
    kinds = StoryPage.body.field.stream_block.child_blocks
    blocks = [
        {"type": kind, "value": _as_typed(kinds[kind], value), "id": str(uuid4())} for kind, value in pasted.blocks
    ]
    said = ngettext("%(count)s block was pasted.", "%(count)s blocks were pasted.", len(blocks)) % {
        "count": len(blocks)
    }
    if pasted.pictures:
        said = f"{said} {_left_out(pasted.pictures)}"
    return JsonResponse({"blocks": blocks, "said": said})


def _as_typed(block: Any, value: str) -> Any:
    return block.get_form_state(block.normalize(value))


def _pasted(form: ManuscriptForm) -> Pasted:
    rich = form.cleaned_data["rich"]
    return blocks_of_html(rich) if rich.strip() else blocks_of_text(form.cleaned_data["words"])


def _left_out(pictures: int) -> str:
    words = ngettext(
        "%(count)s picture was left out: upload it, so that it has a credit.",
        "%(count)s pictures were left out: upload them, so that they have a credit.",
        pictures,
    )
    return words % {"count": pictures}


def _tell(request: HttpRequest, *, blocks: int, pictures: int) -> None:
    words = ngettext(
        "%(count)s block was added at the end of the draft.",
        "%(count)s blocks were added at the end of the draft.",
        blocks,
    )
    messages.success(request, words % {"count": blocks})
    if pictures:
        messages.warning(request, _left_out(pictures))
