"""Screens that lie over the tabs."""
