"""The report: one content structure gathered from a dossier and its review sessions, and what it is written as."""
