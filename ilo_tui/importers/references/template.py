"""References to begin with, for whoever has no reference manager."""

from __future__ import annotations

TEMPLATE = """\
@techreport{evaluation2024,
  title = {Final evaluation of the school meals programme},
  institution = {An Evaluation Office},
  year = {2024},
  url = {https://example.org/evaluation.pdf},
  type = {evaluation},
  note = {Only the summary was read.}
}

@article{smith2013,
  author = {Smith, Jane and Sok, Dara},
  title = {What kept children in school},
  journal = {Journal of Examples},
  year = {2013},
  doi = {10.1000/example}
}
"""
