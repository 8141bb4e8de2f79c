"""What every template may say: the paper's name. Nothing personal, but on pages that are one reader's own."""

from django.conf import settings
from django.http import HttpRequest

OWN_PAGES = ("/account/", "/your/", "/comments/", "/reports/")
"""Below these the edge keeps nothing, so that the masthead may greet whoever asks, also without script."""


def paper(request: HttpRequest) -> dict[str, object]:
    own = request.path.startswith(OWN_PAGES)
    return {"paper_name": settings.PAPER_NAME, "is_demo": not settings.PRODUCTION, "is_own_page": own}
