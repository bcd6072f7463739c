"""Fonts from their packages."""

from commitments.fonts import unpacked


def test_font_is_unpacked_once(settings, tmp_path):
    settings.VAR_DIR = tmp_path

    font = unpacked("arimo", "arimo-latin-400-normal")
    changed_at = font.stat().st_mtime_ns

    assert font.read_bytes()[:4] == b"\x00\x01\x00\x00"
    assert unpacked("arimo", "arimo-latin-400-normal").stat().st_mtime_ns == changed_at
    assert [path.name for path in (tmp_path / "fonts").iterdir()] == ["arimo-latin-400-normal.ttf"]
