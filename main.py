"""Army Diplomacy from a checkout: hands over to the command line."""
from game.cli import main

if __name__ == "__main__":  # a worker process reads this file again
    raise SystemExit(main())
