"""What passes between the site and the press: a sheet of HTML with its files, or a sentence that says what went wrong."""

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass

BASE = "https://assets.invalid/"  # a host that can't exist: no address in a sheet leads outside


class PressError(Exception):
    """The report could not be printed; the message is a sentence."""


class DoesNotFitError(PressError):
    """A format has no room for what the report says; the message is a sentence."""


@dataclass(frozen=True)
class Sheet:
    """What is to be printed: HTML, the files that it may use by their path below BASE, and a fixed identifier."""

    html: str
    assets: Mapping[str, bytes]
    identifier: str

    def as_json(self) -> bytes:
        """The sheet for another process."""
        assets = {path: b64encode(content).decode() for path, content in self.assets.items()}
        return json.dumps({"html": self.html, "assets": assets, "identifier": self.identifier}).encode()

    @classmethod
    def from_json(cls, data: bytes) -> "Sheet":
        """The sheet that `as_json` wrote."""
        values = json.loads(data)
        assets = {path: b64decode(content) for path, content in values["assets"].items()}
        return cls(values["html"], assets, values["identifier"])
