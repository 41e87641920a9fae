"""The rooms put together: letters, register and the Kamer's records on their way from source to store.

``ingest`` and ``graph`` do not know each other; here one hands over to the other. What runs in another process is
a plain function of this package, so that a loop, a process pool and Dask run the same.
"""
