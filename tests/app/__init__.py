"""Tests of the state machines that the front ends share, without a screen."""
