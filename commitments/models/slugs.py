"""Names that the site's own addresses use, so that nothing else can have them: /api/ can't be an organisation."""

ORGANISATION = frozenset(
    {
        *("accessibility", "account", "admin", "api", "approvals", "calendar", "demonstration", "docs", "static"),
        *("my-updates", "strategies", "tokens", "verify"),
    }
)
STRATEGY = frozenset({"acronyms", "committees", "people", "posts"})  # /ORG/people/
PERIOD = frozenset({"editions", "labels", "ledger", "plan", "status-words"})  # /ORG/STRATEGY/plan/
