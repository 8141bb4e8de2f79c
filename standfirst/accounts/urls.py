"""Addresses of the accounts desk: allauth's, with the code by e-mail as the way in, and a password for staff."""

from allauth.account import views as account_views
from django.urls import include, path

from standfirst.accounts.views import arriving, keys, leaving, notifying, profiles

urlpatterns = [
    path("login/", account_views.request_login_code, name="account_login"),
    path("login/password/", account_views.login, name="password_login"),
    path("login/code/confirm/", profiles.enter_code, name="account_confirm_login_code"),
    path("elsewhere/<str:word>/", arriving.come_from_elsewhere, name="come_from_elsewhere"),
    path("", include("allauth.urls")),
]
# Below /your/, where the edge hands everything on with cookies.
your_urlpatterns = [
    path("profile/", profiles.profile, name="your_profile"),
    path("profile/picture/", profiles.own_waiting_picture, name="your_waiting_picture"),
    path("data/", leaving.your_data, name="your_data"),
    path("data/<int:download_id>/", leaving.fetch_data, name="fetch_data"),
    path("notifications/", notifying.your_notifications, name="your_notifications"),
    path("letters/", notifying.your_letters, name="your_letters"),
    path("letters/stop/<str:token>/", notifying.stop, name="stop_letters"),
    path("keys/", keys.your_keys, name="your_keys"),
    path("close/", leaving.close_account, name="close_account"),
]
