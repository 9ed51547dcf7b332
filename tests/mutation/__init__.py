"""Mutation of the arithmetic: the program is made wrong in one place at a time, and its tests must notice."""
