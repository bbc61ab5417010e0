"""View data of forms: what a section shows while it is written, and answers that are only read."""

from incubator.questionnaires.pages.building import figure_words
from incubator.questionnaires.pages.reading import AnswerSection, AnswerView, answer_sections
from incubator.questionnaires.pages.uploads import FileUrls, FileView, UploadView, files_of, total_text
from incubator.questionnaires.pages.writing import (
    ConflictView,
    ProblemView,
    QuestionView,
    SectionView,
    Typing,
    problem_views,
    section_view,
)

__all__ = [
    "AnswerSection",
    "AnswerView",
    "ConflictView",
    "FileUrls",
    "FileView",
    "ProblemView",
    "QuestionView",
    "SectionView",
    "Typing",
    "UploadView",
    "answer_sections",
    "figure_words",
    "files_of",
    "problem_views",
    "section_view",
    "total_text",
]
