"""Copies of sources: documents kept beside a dossier, their text by page, and what of a claim stands in it."""
