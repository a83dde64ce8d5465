"""Many people from a file: a row a person, a column a number, and every measure of each beside it.

    tables     the file, read in pieces: CSV, workbooks, Parquet
    columns    what its columns are: numbers by path or question, the preset, or what is carried through
    people     the people of a piece as `Cases`, and what is wrong with their rows
    figures    their measures and odds, as a table
    journal    the pieces that are done, so that a run goes on where it was
    running    one run from file to file; `cluster` spreads its pieces over many processes
    group      what all of them have in common, in words, as a chart and as rows

A piece has the same rows and the same figures wherever it is worked out, so that the bytes of the output are the same.
"""
