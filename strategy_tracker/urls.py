"""Every address: the organisation, the strategy and the period stay in view, so that a page can be sent."""

from django.urls import include, path

urlpatterns = [
    path("", include("commitments.urls")),
    path("", include("reports.urls")),
]
