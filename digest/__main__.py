"""`python -m digest`: the command without its script."""

from digest.cli import main

main()
