"""Raw files to prepared tables: the only place that ever sees a person's or firm's name."""
