"""Tests of bringing sessions together."""
