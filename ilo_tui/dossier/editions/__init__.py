"""Editions of a dossier: drafts folded into the next one, and two compared. Nothing here knows a file or a screen."""
