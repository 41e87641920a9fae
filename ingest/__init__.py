"""From files and records to what they say: readers, grammar, names, harvest. Knows no RDF and no store."""
