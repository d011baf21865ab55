"""Army Diplomacy from a checkout or a build: hands over to the command line."""
from multiprocessing import freeze_support

from game.cli import main

if __name__ == "__main__":  # a worker process reads this file again
    freeze_support()
    raise SystemExit(main())
