"""Sources as reference managers read them: RIS, BibTeX and CSL-JSON.

No library that writes a form is loaded before that form is wanted.
"""
