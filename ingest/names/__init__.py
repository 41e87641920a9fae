"""Names in letters: members, ministers, parties, ministries and other bodies."""
