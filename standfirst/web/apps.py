"""The app of the web desk: the paper's face, its errors, and who may post."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "standfirst.web"
    label = "web"
