"""Addresses of the API, version 1. What it gives of reports has its addresses in reports/api.py."""

from django.urls import path, re_path
from rest_framework.routers import SimpleRouter

from commitments.api import viewsets
from commitments.api.docs import Nowhere, Schema, api_docs

router = SimpleRouter(use_regex_path=False)
router.register("strategies", viewsets.Strategies, "api-strategies")
router.register("priorities", viewsets.Priorities, "api-priorities")
router.register("themes", viewsets.Themes, "api-themes")
router.register("commitments", viewsets.Commitments, "api-commitments")
router.register("periods", viewsets.Periods, "api-periods")
router.register("updates", viewsets.Updates, "api-updates")
router.register("measures", viewsets.Measures, "api-measures")

urlpatterns = [
    *router.urls,
    path("schema/", Schema.as_view(), name="api-schema"),
    path("docs/", api_docs, name="api-docs"),
    path("", Nowhere.as_view(), name="api-root"),
    re_path("^.*/$", Nowhere.as_view(), name="api-nowhere"),
]
