"""What a process of its own does that hands in an update; see test_handing_in_whole.py, which starts it with Django set up.

It kills itself at one step, as a power cut would, or writes how far the update has come.
"""

import os
import signal
import sys

from commitments.actions import writing
from commitments.models import Commitment, ReportingPeriod, User
from commitments.workbook.plan import Bullet
from commitments.writing.written import Answered, Written


def main(commitment: str, period: str, user: str, point: str, step: str) -> None:
    """Hands in the update of a commitment that answers one next step; keys of rows come as text."""
    writing.boundary = lambda name: os.kill(os.getpid(), signal.SIGKILL) if name == step else None
    update, lacks = writing.hand_in(
        commitment=Commitment.objects.select_related("strategy__organisation", "lead").get(pk=commitment),
        period=ReportingPeriod.objects.select_related("strategy__organisation").get(pk=period),
        by=User.objects.get(pk=user),
        revision=0,
        written=Written(
            stage="in_progress",
            progress=(Bullet("Patients moved"), Bullet("Ward 1", 1)),
            next=(Bullet("Clean up"),),
            answers={int(point): Answered("partly", "Half of them", carried=True)},
        ),
        site="https://tracker.example.nhs.uk",
    )
    sys.stdout.write(f"{update.state} {lacks}")
