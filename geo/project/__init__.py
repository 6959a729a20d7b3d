"""The project: one file that holds reports, claims, incidents, edits and their history."""

from geo.project.project import Project
from geo.project.rows import Edit

__all__ = ["Edit", "Project"]
