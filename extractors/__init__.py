"""Reading: files to words, widgets and ink; forms and attachments to values.

Rooms, each of which knows those below it only (import-linter holds the code to that):

    facts       what papers say: names, days, amounts
    forms       what application forms say
    sandbox     the door: untrusted files are read in child processes
    children    these processes, their tasks, limits and answers
    pages       which pages need OCR, how much of it, and what they say in the end
    ocr         from the picture of a page to its words
    files       PDFs, pictures, mails and ZIP files, each behind its only door
    pictures    ink, rulings, sheets in photos; no words yet

Beside them stand what all share (``limits``, ``errors``, ``opened``, ``plausible``, ``confinement``), and
``apart``, by which forms and papers are understood in a child process too.
"""
