"""Make the tables and thematic layers of `data/` from the researched rows; no fact is changed."""
