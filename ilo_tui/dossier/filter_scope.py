"""What a filter may be of; by itself, so that a list says which filter it takes without loading how one is read."""

DOSSIER = "dossier"
"""What a filter is of that is not about one kind of record, but carried from tab to tab."""

QUESTIONS = "questions"
"""What the filter of tab 4 is of: suggestions, and gaps that none of them covers."""
