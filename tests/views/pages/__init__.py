"""Tests of the page of each kind of record."""
