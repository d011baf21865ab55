"""The engine: rules as whole-number arrays over worlds; NumPy and the standard library only."""
