"""A round of updates: who owes what and by when, what waits for approval, and what is told of it."""
