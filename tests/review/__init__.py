"""Tests of review sessions: the durable file, what stands, queues, and the folder of sessions."""
