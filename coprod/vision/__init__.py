"""Our good life: principles, statements in a place's own words, and who stands behind them."""
