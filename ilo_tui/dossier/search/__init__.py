"""Search over everything in a dossier, in all its languages: `finder.Search` is the way in."""
