"""Copies of sources."""
