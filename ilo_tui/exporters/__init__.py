"""What comes in and goes out: records as plain pages, and files of other formats."""
