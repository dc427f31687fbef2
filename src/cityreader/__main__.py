"""Run the command line with ``python -m cityreader``."""

from cityreader.cli import main

if __name__ == "__main__":
    main()
