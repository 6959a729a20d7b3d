"""The project: one file that holds reports, claims, incidents, edits and their history."""

from geo.project.edits import Edit, Value, applied, proposed, review_after, standing, taken_back
from geo.project.project import Project

__all__ = ["Edit", "Project", "Value", "applied", "proposed", "review_after", "standing", "taken_back"]
