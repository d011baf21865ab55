"""Programs to read, run and change: each shows one use of the library."""
