"""Tests of what is known: reading, checking, crossing and filtering a dossier."""
