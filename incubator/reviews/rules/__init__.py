"""Pure rules of judging: sheets, computation, ties, selection, clocks, fees, draws, conflicts of interest."""
