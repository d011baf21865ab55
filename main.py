"""Army Diplomacy from a checkout: hands over to the command line."""
from game.cli import main

if __name__ == "__main__":  # a spawned worker imports this file and must not start a second game
    raise SystemExit(main())
