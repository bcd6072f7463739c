"""Every write to what was said then: editions are issued, presented and withdrawn, and never changed."""
