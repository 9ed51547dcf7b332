"""What a record, a crossing or a decision looks like, as blocks of text; no screen is known here."""
