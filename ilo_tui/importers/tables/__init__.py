"""What comes in from elsewhere: evidence tables from spreadsheets, and what every import shares.

`import_csv` in `tables` makes a dossier of CSV files, `template` in `columns` gives an empty table to fill in; errors
are `InputError`. The writer of dossier files, the framework that imports bring along and the words for what went
wrong serve `ilo_tui.importers.iati` too. Nothing is imported here, so that each command pays only for what it uses.
"""
