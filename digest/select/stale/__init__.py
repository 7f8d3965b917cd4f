"""What a later article has overtaken; `overtaken` puts the searches together, each of which finds one kind."""
