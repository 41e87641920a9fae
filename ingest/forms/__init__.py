"""The readings that rules name: from a match to whole identifiers, or to a refusal with its reason."""
