"""`python -m dateline` is `dateline`."""

from dateline.cli import main

if __name__ == "__main__":
    main()
