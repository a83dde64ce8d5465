"""`python -m tests.golden_links "what it shows" "preset=…"`: the rows of a link, to be added to a file by hand."""

import csv
import sys
from urllib.parse import parse_qsl

from calculator import permalink
from tests.golden_links import MEASURES, totals

shows, link = sys.argv[1:]
found, faults = permalink.decode(parse_qsl(link, keep_blank_values=True))
if faults:
    sys.exit(permalink.explain(faults))
rows = csv.DictWriter(sys.stdout, ["shows", "link", "strategy", *MEASURES], lineterminator="\n")
rows.writerows({"shows": shows, "link": link, **row} for row in totals(found))
