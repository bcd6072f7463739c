"""Names that the site's own addresses use, so that nothing else can have them: /api/ can't be an organisation."""

ORGANISATION = frozenset(
    {"accessibility", "account", "admin", "api", "demonstration", "docs", "static", "strategies", "tokens", "verify"}
)
STRATEGY = frozenset({"people", "posts"})  # /ORG/people/
PERIOD = frozenset({"editions", "plan"})  # /ORG/STRATEGY/plan/
