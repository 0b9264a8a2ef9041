"""Application forms: live fields, flat text and scans to field readings.

``form_reader`` is the door. Where a form is known (``align``), ``pinned`` reads each field in its place; any
other one is read by its labels (``generic``). Each room knows those below it only:

    people      lists of persons: tables, columns, cards, live or on paper
    signing     whether the applicant signed
    answering   what stands at a field's labels, and which of it is the answer
    choosing    which tick box belongs to which words, and which one is meant
    parts       headings, blocks, tables: whom each part is about; together with all below it the ``Sheet``
    labelling   where the form names what a field asks for
    page        what is there at all: words, cells, lines to write on, gaps, print
    ticks       frames of tick boxes, and what a pen left in them
    values      from text to the value of a field's kind, and what is wrong with it

Distances are in points (1/72 inch) on the upright page, origin top left.
"""
