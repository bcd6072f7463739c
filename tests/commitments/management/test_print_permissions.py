from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.management import call_command


def test_documentation_has_the_table_as_it_is_printed():
    printed = StringIO()
    call_command("print_permissions", stdout=printed)

    said = (Path(settings.BASE_DIR) / "docs" / "operating.md").read_text("utf-8")

    assert printed.getvalue().strip() in said
    assert printed.getvalue().count("\n") == 23
