"""The register: every commitment of a plan as one list, as a page and as files."""
