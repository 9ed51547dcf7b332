"""Bringing the sessions of all reviewers together in one folder: `plan` reads and works out, `apply_plan` writes."""

from ilo_tui.review.merge.apply import Outcome, apply_plan
from ilo_tui.review.merge.plan import Plan, plan

__all__ = ["Outcome", "Plan", "apply_plan", "plan"]
