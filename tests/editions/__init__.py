"""Earlier editions of the dossier that ships with the program, as files: what is tested on them never changes."""

from pathlib import Path

FIRST_EDITION = Path(__file__).parent / "2026.11.1.json"
"""The dossier that shipped with 0.1.1: of schema 1, with the scales, keys and counts of then."""
