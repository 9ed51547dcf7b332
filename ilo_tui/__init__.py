"""ilo-tui: judge offline, in a terminal, whether a programme worked."""

__version__ = "0.1.1"
