"""What every page and the home page show: `navigation`, `home`."""
