"""Classes, workplaces, placements, assigned sheets and the days: who learns where, with whom."""
