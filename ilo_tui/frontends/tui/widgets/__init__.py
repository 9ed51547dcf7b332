"""Widgets that draw lines, grids and bars and know nothing of dossiers."""
