"""Bugs to plant, at least one for each rule of A, B and C, each with the tests that must see it."""

from tests.mutations import connecting, pushing

MUTATIONS = (*connecting.MUTATIONS, *pushing.MUTATIONS)
