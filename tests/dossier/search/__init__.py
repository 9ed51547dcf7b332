"""Search, proved against SQLite itself."""
