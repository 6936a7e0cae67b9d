"""Library of learning sheets: sheets, their frozen versions, criteria, scales and the six stages."""
