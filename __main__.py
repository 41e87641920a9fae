"""``python -m kamergraaf`` is the command ``kamergraaf``."""

from kamergraaf.cli.app import main

if __name__ == "__main__":
    main()
