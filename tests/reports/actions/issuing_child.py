"""What a process of its own does that issues a report; see test_issuing_whole.py, which starts it with Django set up.

At one step of issuing it kills itself ('kill'), or says so and waits until its input is closed ('wait'). It writes what came of it.
The PDF is a few bytes: what is tested is what stands in the database.
"""

import os
import signal
import sys

from commitments.actions import RefusedError
from commitments.models import Meeting, ReportingPeriod, User
from reports.actions import issuing


def main(period: str, meeting: str, user: str, step: str, do: str) -> None:
    """Issues the report of a period; keys of rows come as text."""
    act = {"kill": kill, "wait": wait}[do]
    issuing.pdf = lambda _document: b"%PDF-1.7 of a child"
    issuing.versions = lambda _document: {}
    issuing.boundary = lambda name: act() if name == step else None
    try:
        edition = issuing.issue(
            period=ReportingPeriod.objects.get(pk=period),
            meeting=Meeting.objects.get(pk=meeting),
            by=User.objects.get(pk=user),
        )
    except RefusedError as error:
        sys.stdout.write(f"refused: {error}\n")
    else:
        sys.stdout.write(f"issued: {edition}\n")


def kill() -> None:
    """Ends this process as a power cut would."""
    os.kill(os.getpid(), signal.SIGKILL)


def wait() -> None:
    """Says that the step is reached, and waits for the end of the input."""
    sys.stdout.write("there\n")
    sys.stdout.flush()
    sys.stdin.read()
