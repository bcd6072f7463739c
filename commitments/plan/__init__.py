"""A plan as its pages show it: the outline, one commitment, its history, and how its words changed."""
