"""Policy numbers a ministry may change, each with the day from which it holds."""
