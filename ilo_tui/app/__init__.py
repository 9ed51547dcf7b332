"""What the front ends do alike: state machines in plain Python that know no screen and print nothing."""
