"""Ten flaws of evaluations, looked for in a dossier and the reviews of it; derived and never stored."""
