"""What can be wrong between records of a dossier, a module for each kind of rule; `dossier.validation` runs them."""
