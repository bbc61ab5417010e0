"""What pages of applications show: `starting`, `writing` with `questions`, `submitting`, `staff`."""
