"""Copies of sources: adding, bringing together, telling what is damaged."""
