"""How far reviewers agree: their ratings, agreement in figures, and where they differ most."""
