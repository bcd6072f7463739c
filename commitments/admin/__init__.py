"""The admin site, for repair: rows that no page can mend. Every repair is written down; ledgers can only be read."""

import allauth.account.admin
import django.contrib.auth.admin
import knox.admin
from django.contrib import admin

from commitments.admin import ledgers, people, plan

__all__ = ["ledgers", "people", "plan"]

admin.site.site_header = admin.site.site_title = "Strategy Tracker: repair"
admin.site.index_title = "Rows"
# What these apps offer would go round our pages: rights, other people's tokens, addresses beside the one that is signed in with.
for module in (allauth.account.admin, django.contrib.auth.admin, knox.admin):
    theirs = [model for model, of in admin.site._registry.items() if type(of).__module__ == module.__name__]
    admin.site.unregister(theirs)
