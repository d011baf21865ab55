"""The people one deals with: invented names by language area, and characters that colour what they say."""
