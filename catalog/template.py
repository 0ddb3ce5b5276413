"""The spreadsheet to begin a catalogue with: a column for every field, and three rows that show how."""

from io import BytesIO

# Each column is named as the readers know it; three rows: all of it, what most lists have, and the least.
_ROWS: dict[str, tuple[str, str, str]] = {
    "title": ("Dementia basics", "First aid at work", "Bread baking for beginners"),
    "provider": ("Example College", "Example College", "Example College"),
    "institution": ("School of Care", "", ""),
    "awarding body": ("Example Awarding Board", "", ""),
    "url": ("https://example.org/dementia", "https://example.org/first-aid", ""),
    "credential": ("Certificate", "Digital badge", ""),
    "description": ("How to care for people with dementia, day by day.", "Help until help comes.", ""),
    "outcomes": ("Plan person-centred care\nTalk with families", "Give first aid", ""),
    "skills": ("Dementia care | Communication", "First aid", ""),
    "prerequisites": ("Work in care", "", ""),
    "assessment": ("Written test at the end", "", ""),
    "counts towards": ("Diploma in Care", "", ""),
    "credits": ("2 ECTS", "", ""),
    "valid years": ("3", "2", ""),
    "duration": ("6 weeks, 3 hours per week", "8 hours", ""),
    "price": ("120 EUR", "Free", ""),
    "certificate price": ("45 EUR", "", ""),
    "funding": ("Employers may pay", "", ""),
    "level": ("Beginner", "Beginner", ""),
    "language": ("English", "English", ""),
    "subtitles": ("German", "", ""),
    "pace": ("Scheduled", "Self-paced", ""),
    "mode": ("Online", "Online", ""),
    "place": ("Vienna", "", ""),
    "country": ("AT", "", ""),
    "start": ("2027-02-01", "", ""),
    "end": ("2027-03-14", "", ""),
    "status": ("open", "", ""),
    "completion rate": ("84%", "", ""),
    "employment rate": ("71%", "", ""),
    "median wage": ("31000 EUR a year", "", ""),
    "as of": ("2026-11", "2026-11", "2026-11"),
    "code": ("DEM-1", "AID-2", "BREAD-3"),
}


def template() -> bytes:
    """Return the workbook: the columns' names, then three filled rows."""
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    sheet = book.active
    sheet.title = "Courses"
    sheet.append(list(_ROWS))
    for row in zip(*_ROWS.values(), strict=True):
        sheet.append([cell or None for cell in row])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "B2"
    made = BytesIO()
    book.save(made)
    return made.getvalue()
