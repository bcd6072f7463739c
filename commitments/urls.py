"""Addresses of what is true now."""

from django.urls import path

from commitments.views.home import home
from commitments.views.plan import plan_outline

urlpatterns = [
    path("", home, name="home"),
    path("<slug:org>/<slug:strategy>/plan/", plan_outline, name="plan-outline"),
]
