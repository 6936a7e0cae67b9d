"""The HTTP toolbox: rendering, forms, the actor, dates, assets. Knows no feature."""
