"""The Python half of the stick's scripts: what `install` and `run` share, and each of the two."""
