"""What people see of programs and rounds: `calls` for everybody, `feeds` for programs of readers, `staff` for managers."""
