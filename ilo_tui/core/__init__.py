"""What everything stands on: language, text made safe, files, paths, settings, commands."""
