"""Tests that may not import ilo_tui: they run the program, read its files, and know the rules by themselves."""
