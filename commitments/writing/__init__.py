"""Writing an update: what is typed, what helps while typing, and what is shown beside it. Nothing here saves."""
