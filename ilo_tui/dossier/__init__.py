"""What is known: the records of a dossier, reading and checking them, crossings and gaps, filters."""
