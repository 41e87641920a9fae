"""What all rooms share: terms, addresses, the types that cross rooms, and the errors."""
