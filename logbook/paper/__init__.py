"""The paper twin: sheets and portfolios as the documents that schools know."""
