"""The app of the adverts desk: labelled slots, and what stands in them."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AdvertsConfig(AppConfig):
    name = "standfirst.adverts"
    label = "adverts"

    def ready(self) -> None:
        from standfirst.adverts import bridge, data_map  # noqa: F401 - what it holds of people
        from standfirst.adverts.groups import let_editors_book

        bridge.connect()
        post_migrate.connect(let_editors_book, sender=self, dispatch_uid="editors-book")
