"""Which commands there are: those in force on a screen, help, the palette, the tour."""
