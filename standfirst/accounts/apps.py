"""The app of the accounts desk: people, sign-in, letters."""

from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    name = "standfirst.accounts"
    label = "accounts"
    default = True

    def ready(self) -> None:
        from standfirst.accounts import data_map, personal  # noqa: F401 - register what is one's own
        from standfirst.accounts.actions import erasing  # noqa: F401 - and how it is erased


class PeopleConfig(WagtailUsersAppConfig):
    """Stands in INSTALLED_APPS where "wagtail.users" would, with screens for people who have one name."""

    user_viewset = "standfirst.accounts.desk.PeopleViewSet"
