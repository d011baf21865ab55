"""Speed, memory and traffic of whole games, beside what the machine itself and other engines can do."""
