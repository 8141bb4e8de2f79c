"""The administrators' screens for sites elsewhere: which there are, how they sign, and their pages."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from standfirst import clock
from standfirst.comments.actions.sites import (
    IssuerTaken,
    KeyIdTaken,
    OriginTaken,
    SiteSettings,
    add_key,
    add_site,
    change_page,
    change_site,
    end_key,
)
from standfirst.comments.elsewhere.forms import KeyForm, PageForm, SiteForm
from standfirst.comments.elsewhere.queries import pages_of, sites_with_figures
from standfirst.comments.models import OutsidePage, OutsideSite

may_run = permission_required("comments.run_outside_sites", raise_exception=True)


def header(title: str, *above: dict[str, str]) -> dict[str, Any]:
    """What Wagtail's own header shows: where one is, and the way back."""
    return {"header_title": title, "header_icon": "site", "breadcrumbs_items": [*above, {"url": "", "label": title}]}


def all_above(site: OutsideSite | None = None) -> list[dict[str, str]]:
    above = [{"url": reverse("outside_sites"), "label": _("Sites elsewhere")}]
    return above if site is None else [*above, {"url": reverse("outside_site", args=[site.pk]), "label": site.name}]


@require_safe
@never_cache
@may_run
def outside_sites(request: HttpRequest) -> HttpResponse:
    context = {"sites": sites_with_figures(), **header(_("Sites elsewhere"))}
    return render(request, "comments/desk/sites.html", context)


@require_safe
@never_cache
@may_run
def outside_site(request: HttpRequest, site_id: int) -> HttpResponse:
    """One site: what to put into its pages, its keys, and its pages, the newest first."""
    site = get_object_or_404(OutsideSite.objects.prefetch_related("origins", "keys"), pk=site_id)
    pages, before = pages_of(site=site, before=request.GET.get("before", ""))
    now = clock.now()
    context = {
        "site": site,
        "keys": [{"key": key, "holds": key.holds_at(now), "is_over": _is_over(key, now)} for key in site.keys.all()],
        "pages": pages,
        "before": before,
        "snippet": snippet_for(site),
        **header(site.name, *all_above()),
    }
    return render(request, "comments/desk/site.html", context)


def snippet_for(site: OutsideSite) -> str:
    """What stands in the site's pages, with PAGE in place of the address of each."""
    link = f"{settings.BASE_URL}{reverse('elsewhere', args=[site.reference])}?url=PAGE"
    # By the name without a version, which stays when we change the file.
    script = f"{settings.BASE_URL}{settings.STATIC_URL}elsewhere/comments.js"
    return (
        f'<standfirst-comments data-site="{site.reference}" data-page="PAGE">\n'
        f'  <a href="{link}">{_("Read and write comments")}</a>\n'
        f'</standfirst-comments>\n<script async src="{script}"></script>'
    )


def _is_over(key: Any, now: Any) -> bool:
    return key.valid_until is not None and key.valid_until <= now


@require_http_methods(["GET", "HEAD", "POST"])
@may_run
def add_outside_site(request: HttpRequest) -> HttpResponse:
    form = SiteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        site = saved(form, None)
        if site is not None:
            return redirect("outside_site", site.pk)
    return show_form(request, form, _("Add a site"), *all_above())


@require_http_methods(["GET", "HEAD", "POST"])
@may_run
def change_outside_site(request: HttpRequest, site_id: int) -> HttpResponse:
    site = get_object_or_404(OutsideSite.objects.prefetch_related("origins"), pk=site_id)
    known = {name: getattr(site, name) for name in SiteForm.base_fields if name != "origins"}
    lines = "\n".join(sorted(one.origin for one in site.origins.all()))
    form = SiteForm(request.POST or None, initial={**known, "origins": lines})
    if request.method == "POST" and form.is_valid() and saved(form, site) is not None:
        messages.success(request, _("Saved."))
        return redirect("outside_site", site_id)
    return show_form(request, form, _("Change"), *all_above(site))


def saved(form: SiteForm, site: OutsideSite | None) -> OutsideSite | None:
    """The site; None with the words in the form where another has what can be had once."""
    given = dict(form.cleaned_data)
    origins = given.pop("origins")
    try:
        if site is None:
            return add_site(origins=origins, settings=SiteSettings(given), now=clock.now())
        return change_site(site_id=site.pk, origins=origins, settings=SiteSettings(given), now=clock.now())
    except OriginTaken as taken:
        form.add_error("origins", _("Another site has %(origin)s already.") % {"origin": taken.args[0]})
    except IssuerTaken:
        form.add_error("issuer", _("Another site signs under this name already."))
    return None


@require_http_methods(["GET", "HEAD", "POST"])
@may_run
def add_outside_key(request: HttpRequest, site_id: int) -> HttpResponse:
    site = get_object_or_404(OutsideSite, pk=site_id)
    form = KeyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_key(site_id=site.pk, valid_from=clock.now(), **form.cleaned_data)
            return redirect("outside_site", site.pk)
        except KeyIdTaken:
            form.add_error("kid", _("The site has a key with this id; each has its own."))
    return show_form(request, form, _("Add a key"), *all_above(site))


@require_POST
@may_run
def end_outside_key(request: HttpRequest, site_id: int, key_id: int) -> HttpResponse:
    end_key(site_id=site_id, key_id=key_id, until=clock.now())
    messages.success(request, _("What this key signs is believed no more."))
    return redirect("outside_site", site_id)


@require_http_methods(["GET", "HEAD", "POST"])
@may_run
def change_outside_page(request: HttpRequest, page_id: int) -> HttpResponse:
    page = get_object_or_404(OutsidePage.objects.select_related("site"), pk=page_id, site__isnull=False)
    form = PageForm(request.POST or None, initial={name: getattr(page, name) for name in PageForm.base_fields})
    if request.method == "POST" and form.is_valid():
        change_page(page_id=page.pk, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("outside_site", page.site_id)
    return show_form(request, form, page.address, *all_above(page.site))


def show_form(request: HttpRequest, form: Any, title: str, *above: dict[str, str]) -> HttpResponse:
    context = {"form": form, "back": above[-1]["url"], **header(title, *above)}
    return render(request, "comments/desk/site_form.html", context, status=422 if form.errors else 200)
