"""References of a reference manager, as RIS, BibTeX or CSL-JSON, become the sources of a dossier.

No library that reads a form is loaded before a file of that form is read.
"""
