"""Structure checks of untrusted files.  Run in a child process (`ports.sandbox`); each module offers `answer`."""
