"""Tests of importing references."""
