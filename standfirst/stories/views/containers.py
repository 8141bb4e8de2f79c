"""The screen of one container: what it is, where it stands, and taking it away."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from standfirst import clock
from standfirst.stories.actions.containers import add_container, move_container, remove_container, set_container
from standfirst.stories.actions.fronts import FrontRefused, version_of
from standfirst.stories.forms.fronts import ContainerForm
from standfirst.stories.models import Container, FrontPage
from standfirst.stories.views.fronts import above, for_front_editors, header, in_words

STEPS = {"up": -1, "down": 1}


@require_http_methods(["GET", "HEAD", "POST"])
@for_front_editors
def add_front_container(request: HttpRequest, front: FrontPage) -> HttpResponse:
    form = ContainerForm(request.POST or None, initial={"seen": version_of(front)})
    if request.method == "POST" and form.is_valid():
        actor: Any = request.user
        seen = form.cleaned_data["seen"]
        try:
            container = add_container(front=front, plan=form.plan, actor=actor, now=clock.now(), seen=seen)
        except FrontRefused as refusal:
            return show(request, front, form, None, refusal=refusal)
        return redirect(f"{reverse('front_desk')}#container-{container.pk}")
    return show(request, front, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
@for_front_editors
def front_container(request: HttpRequest, front: FrontPage, container_id: int) -> HttpResponse:
    """`do`: up, down and remove need nothing but the button; anything else saves the form."""
    container = get_object_or_404(Container, front=front, pk=container_id)
    form = ContainerForm(request.POST or None, instance=container, initial={"seen": version_of(front)})
    do = request.POST.get("do", "")
    seen = request.POST.get("seen", "")
    plain = do in {*STEPS, "remove"} and seen.isascii() and seen.isdigit() and len(seen) < 15
    if request.method == "POST" and (plain or form.is_valid()):
        try:
            change(request, front, container_id, do if plain else "", int(seen), form)
        except FrontRefused as refusal:
            return show(request, front, form, container, refusal=refusal)
        return redirect(f"{reverse('front_desk')}#container-{container_id}")
    return show(request, front, form, container)


def change(request: HttpRequest, front: FrontPage, container_id: int, do: str, seen: int, form: ContainerForm) -> None:
    about: dict[str, Any] = {
        "front": front, "container_id": container_id, "actor": request.user, "now": clock.now(), "seen": seen,
    }  # fmt: skip
    if do == "remove":
        remove_container(**about)
    elif do:
        move_container(step=STEPS[do], **about)
    else:
        set_container(plan=form.plan, **about)


def show(
    request: HttpRequest,
    front: FrontPage,
    form: ContainerForm,
    container: Container | None,
    *,
    refusal: FrontRefused | None = None,
) -> HttpResponse:
    """After a refusal the fields stay as they were filled in, and the next try counts as having seen the front."""
    title = Container.objects.get(pk=container.pk).name if container else _("A new container")
    context = {
        "form": form,
        "container": container,
        "version": version_of(front),
        "refused": in_words(refusal) if refusal else [],
        **header(title, above()),
    }
    status = 409 if refusal else 422 if form.errors else 200
    return render(request, "stories/desk/container.html", context, status=status)
