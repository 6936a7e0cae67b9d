"""Finding a sheet: the matrix, the search, and who works on what."""
