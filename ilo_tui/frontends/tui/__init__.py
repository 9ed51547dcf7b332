"""The screens: one app, a module and a style sheet for each tab and screen, widgets that know nothing of dossiers."""
