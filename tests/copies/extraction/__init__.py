"""Reading the text of documents: what it gives, what it costs, and what broken and hostile ones do to it."""
