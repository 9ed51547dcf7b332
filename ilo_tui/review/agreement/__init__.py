"""How far reviewers agree: their votes gathered, agreement in figures, and where they differ most."""
