"""The site: pages, negotiation, the SPARQL endpoint and the interfaces for machines."""
