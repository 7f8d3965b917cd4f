"""The outside world -> Document: reading files, laying out text, telling article from furniture, finding title, publisher and date."""
