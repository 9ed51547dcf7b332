"""The stick: built, then used by the real scripts with the network cut off."""
