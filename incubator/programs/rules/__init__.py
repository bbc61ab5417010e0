"""Pure rules of programs: reception, posting length, reference dates, eligibility, the library of templates."""
