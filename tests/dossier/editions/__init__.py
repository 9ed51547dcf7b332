"""Editions: drafts folded into the next one, and two compared."""
