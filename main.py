"""Army Diplomacy from a checkout: hands over to the command line."""
from game.cli import main

raise SystemExit(main())
