"""Judging on paper: sheets to print for a queue, and keying in what was ticked on them."""
