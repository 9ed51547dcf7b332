"""Tests of importing IATI files."""
