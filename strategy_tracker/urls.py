"""Every address: the organisation, the strategy and the period stay in view, so that a page can be sent."""

from allauth.account import views as account
from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.contrib import admin
from django.urls import include, path, re_path

from strategy_tracker.accounts import change_password
from strategy_tracker.demonstration import demonstration_sign_in

# One door, with its limits, for repairs too: allauth says to put it in this way.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]  # a method is what it replaces

# Of allauth's pages those that people need here; addresses and passwords of others are an administrator's business.
signing_in = [
    path("sign-in/", account.login, name="account_login"),
    path("sign-out/", account.logout, name="account_logout"),
    path("closed/", account.account_inactive, name="account_inactive"),
    path("password/", change_password, name="account_change_password"),
    path("password/forgotten/", account.password_reset, name="account_reset_password"),
    path("password/forgotten/sent/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/choose/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("password/chosen/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
]
urlpatterns = [
    path("account/", include(signing_in)),
    path("admin/", admin.site.urls),
    path("api/v1/", include("reports.api")),
    path("api/v1/", include("commitments.api.urls")),  # last: it answers for what is not there
    *([path("demonstration/sign-in/", demonstration_sign_in, name="demonstration-sign-in")] if settings.DEMO else []),
    path("", include("reports.urls")),  # first: /ORG/STRATEGY/editions/ is no period
    path("", include("commitments.urls")),
]

handler400 = "strategy_tracker.faults.unreadable"
handler403 = "strategy_tracker.faults.forbidden"
handler404 = "strategy_tracker.faults.not_found"
handler500 = "strategy_tracker.faults.broken"
