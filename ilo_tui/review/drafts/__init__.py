"""Drafts: one author's changes to a dossier that are not published yet, as a kind of journal beside the sessions."""
