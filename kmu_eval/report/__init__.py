"""Results and figures made into documents."""
