"""Bringing the sessions of all reviewers together in one folder: `plan` reads and works out, `carry_out` writes."""

from ilo_tui.review.merge.apply import Outcome, carry_out
from ilo_tui.review.merge.plan import Plan, plan

__all__ = ["Outcome", "Plan", "carry_out", "plan"]
