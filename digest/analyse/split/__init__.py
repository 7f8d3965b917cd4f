"""Text -> sentences: where they end, and where one is cut to what can be printed."""
