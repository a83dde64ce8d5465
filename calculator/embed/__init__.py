"""The calculator inside anyone's page: what a widget shows, and the lines that put it there. No streamlit, no routes.

- `settings`: fields, charts, colours, and whether its numbers stay as they are
- `fields`: the numbers a visitor may change in it
- `colours`: the colours of its ground, and those of a page that gives its own
- `picture`: the same as a still picture of a few kB
- `bars`: its charts
- `body`: the widget as HTML, with the answer already in it
- `snippet`: the lines that a page takes over
"""
