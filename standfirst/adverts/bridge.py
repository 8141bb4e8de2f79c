"""Django's signals of saved adverts, turned into a purge: adverts are edited with Wagtail's own screens."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save

from standfirst.adverts.actions.booking import say_adverts_changed
from standfirst.adverts.models import Advertiser, Creative, Flight, Slot


def on_advert_changed(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    say_adverts_changed()


def connect() -> None:
    for kind in (Advertiser, Creative, Flight, Slot):
        post_save.connect(on_advert_changed, sender=kind, dispatch_uid=f"{kind.__name__}-saved")
        post_delete.connect(on_advert_changed, sender=kind, dispatch_uid=f"{kind.__name__}-deleted")
