"""核实函: for each unit with open questions a letter, as .docx and .html, and its reply sheet (回执).

    letter.py     the nouns: what one unit is asked, hinted, and by when it is asked to answer
    drafting.py   the open questions of the ledger become letters
    quoting.py    what a report printed, as a reader wants to see it again
    phrasing.py   every word of ours that stands in a letter, and the order in which it is said
    word.py       a letter as .docx
    webpage.py    a letter as .html; page.py is the sheet of paper it and the guide are printed on
    guide.py      docs/coordinators.zh.md as a page beside the letters
    sheet.py      the reply sheet as .xlsx
    packing.py    office files of the same bytes for the same content
    writing.py    the files: written where something changed, removed where nothing is asked

The same questions give the same bytes, whenever they are written.
"""
