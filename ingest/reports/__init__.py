"""Reports and studies that a letter names, by the ways in which letters name them."""
