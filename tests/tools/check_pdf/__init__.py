"""An independent reading of tagged PDFs: what tests/tools/check-pdf is made of.

objects.py    the file's objects, through qpdf's JSON
content.py    content streams, through pikepdf: marked content, what is shown
structure.py  the structure tree, the parent tree, page of every element
cff.py        font programs in the compact format
fonts.py      fonts as the content uses them
rules_*.py    the rules of PDF/UA-1, PDF/A-2a's that are cheap, and our own
speech.py     the structure tree, as text
spoken*.py    what a screen reader says, of a PDF and of a web page
aloud.py      the two, read and compared

It shares no code with the program that it checks.
"""
