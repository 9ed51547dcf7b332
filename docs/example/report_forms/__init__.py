"""The reports of the example in their three forms, each made from a text in Markdown by pages."""
