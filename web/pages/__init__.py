"""One module a page: its router and the frozen dataclass that its template gets, and nothing else."""
