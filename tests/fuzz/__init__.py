"""Hostile files: real files of every kind, broken in every way, given to every reader."""
