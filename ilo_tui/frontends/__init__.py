"""What a person works with: the screen, plain lines, commands."""
