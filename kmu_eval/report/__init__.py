"""Results and figures as documents."""
