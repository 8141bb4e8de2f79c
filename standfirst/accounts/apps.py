"""The app of the accounts desk: people, sign-in, letters."""

from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    name = "standfirst.accounts"
    label = "accounts"
    default = True

    def ready(self) -> None:
        from standfirst.accounts import personal  # noqa: F401 - registers what is one's own


class PeopleConfig(WagtailUsersAppConfig):
    """Stands in INSTALLED_APPS where "wagtail.users" would, with screens for people who have one name."""

    user_viewset = "standfirst.accounts.desk.PeopleViewSet"
