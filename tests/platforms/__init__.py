"""Tests of the platform clients against loopback servers and simulated transports."""
