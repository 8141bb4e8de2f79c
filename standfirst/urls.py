"""Where each address leads. What is public and kept by the edge, and what is private: docs/architecture.md."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as desk_urls
from wagtail.documents import urls as document_urls

from standfirst.accounts.desk import own_account
from standfirst.accounts.urls import your_urlpatterns
from standfirst.comments.api import join as join_conversation
from standfirst.moderation.api import join as join_reports
from standfirst.stories.api.mounting import api_patterns
from standfirst.stories.views.reading import front, story_at

one_way_in = RedirectView.as_view(pattern_name="account_login", query_string=True)


def no_such_document(request: HttpRequest) -> HttpResponse:
    raise Http404


urlpatterns: list[URLPattern | URLResolver] = [
    path("account/", include("standfirst.accounts.urls")),
    path("your/", include(your_urlpatterns)),
    path("", include("standfirst.web.urls")),
    path("", include("standfirst.stories.urls")),
    # Behind the page of documentation: whatever else lies below this prefix is the API's to answer.
    path("api/v3/", include((api_patterns(join_conversation, join_reports), "api"))),
    path("", include("standfirst.comments.urls")),
    path("", include("standfirst.moderation.urls")),
    path("", include("standfirst.contributions.urls")),
    path("", include("standfirst.adverts.urls")),
    # Wagtail's own ways in know neither limits nor second factors; there is one way in.
    path("desk/login/", one_way_in),
    path("_util/login/", one_way_in),
    path("desk/password_reset/", one_way_in),
    path("desk/account/", own_account),
    path("desk/", include(desk_urls)),
    # No database counts that far, and Python turns no such text into a number.
    re_path(r"^documents/\d{19,}/", no_such_document),
    path("documents/", include(document_urls)),
]
if not settings.PRODUCTION:
    urlpatterns.append(path("demo/", include("standfirst.demo.urls")))
urlpatterns += [path("", front), re_path(r"^([\w-]+)/([\w-]+)/$", story_at), path("", include(wagtail_urls))]

handler404 = "standfirst.web.views.not_found"
handler500 = "standfirst.web.views.server_error"
handler403 = "standfirst.web.views.forbidden"
handler400 = "standfirst.web.views.bad_request"
