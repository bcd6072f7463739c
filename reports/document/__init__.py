"""The report as a plain document: built once from live rows, frozen as JSON, rendered from that alone."""

from reports.document.build import build
from reports.document.frozen import canonical, read, sha256
from reports.document.values import Document

__all__ = ["Document", "build", "canonical", "read", "sha256"]
