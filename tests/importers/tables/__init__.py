"""Tests of importing tables, and of what all imports share."""
