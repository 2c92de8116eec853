"""Bugs to plant, at least one for each rule, each with the tests that must see it."""

from tests.mutations import (
    canceling,
    connecting,
    everywhere,
    following,
    ordering,
    pressing,
    printing,
    problems,
    pushing,
)

MUTATIONS = (
    *connecting.MUTATIONS,
    *pushing.MUTATIONS,
    *ordering.MUTATIONS,
    *following.MUTATIONS,
    *pressing.MUTATIONS,
    *canceling.MUTATIONS,
    *printing.MUTATIONS,
    *problems.MUTATIONS,
    *everywhere.MUTATIONS,
)
