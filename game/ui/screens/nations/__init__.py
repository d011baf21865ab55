"""What is known of nations: the dossier, and two of them compared."""
