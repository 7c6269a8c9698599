"""A folder that configures itself: what its files are, what only a person knows, and her answers."""

from kmu_eval.draft.folder import Told, draft_programme, finish_programme

__all__ = ["Told", "draft_programme", "finish_programme"]
