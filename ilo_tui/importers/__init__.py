"""Other formats become dossiers: IATI activity files, tables."""
