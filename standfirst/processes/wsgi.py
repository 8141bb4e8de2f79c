"""The app as granian's WSGI worker loads it."""

import os

from django.core.wsgi import get_wsgi_application

from standfirst.checks import refuse_demo_people
from standfirst.processes.parent import follow_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "standfirst.settings")
application = get_wsgi_application()
refuse_demo_people()
# The worker is a child of granian's own process; without it, it would hold the socket for nobody.
follow_parent(stop=lambda: os._exit(1))
