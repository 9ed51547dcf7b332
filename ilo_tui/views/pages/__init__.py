"""Records as pages of plain lines: what `ilo-tui show` prints and what the screens draw, from one source."""
