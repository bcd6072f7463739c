"""Addresses of what is true now."""

urlpatterns: list[object] = []
