"""Every write that touches several rows, or must say who did it."""


class RefusedError(Exception):
    """An action that may not be done now; the message is a sentence for the person who tried."""
