"""Every address: the organisation, the strategy and the period stay in view, so that a page can be sent."""

from django.urls import include, path

urlpatterns = [
    path("", include("commitments.urls")),
    path("", include("reports.urls")),
]

handler404 = "strategy_tracker.faults.not_found"
handler500 = "strategy_tracker.faults.broken"
