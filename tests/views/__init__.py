"""Tests of what records, cells and decisions look like as text."""
