"""The command line: `dateline`. The clock and the terminal are known here and nowhere below."""

from __future__ import annotations

import os
import sys

from dateline.errors import DatelineError

REFUSED = 1
"""Exit code when an input was refused or something is wrong."""
WRONG = 2
"""Exit code of a wrong command line, as everywhere."""
STOPPED = 130
"""Exit code after Ctrl-C, as shells give it: 128 and the number of the signal."""


def main() -> None:
    """Run the command line and leave with its exit code."""
    try:
        from dateline.cli.app import app

        app(prog_name="dateline")
    except DatelineError as error:
        print(f"dateline: {error}", file=sys.stderr)
        sys.exit(REFUSED)
    except BrokenPipeError:
        # "dateline show L.db | head" closes the pipe; the rest of the output has no reader and that is no fault.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        # Inputs and ledgers turn their own into a DatelineError; what is left is standard output on a full disk.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        what = (error.strerror or str(error)).lower()
        print(f"dateline: the results could not be written: {what} (free space, or write elsewhere)", file=sys.stderr)
        sys.exit(REFUSED)
    except KeyboardInterrupt:
        print("dateline: stopped", file=sys.stderr)
        sys.exit(STOPPED)
