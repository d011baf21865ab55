"""The handbook's formulas: what is reckoned how, with the numbers in force and where each comes from."""
