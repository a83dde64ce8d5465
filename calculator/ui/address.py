"""The link in the address bar, which always carries what is on screen."""

from __future__ import annotations

import json
from urllib.parse import urlsplit

import streamlit as st

from calculator.allowance import bucket
from calculator.permalink import Pairs

# Streamlit's own way to set a query adds an entry to the history for each change, so that Back leads nowhere;
# this replaces the address of the entry that there is.
SCRIPT = """<script>
(() => {  // a script is only run anew where it has changed, so it has the number of the run
  const run = %d, query = %s;
  document.querySelector('.st-key-table-best-mix .stMarkdown')?.setAttribute('tabindex', '0');  // wide on a phone
  document.querySelector('.st-key-headline')?.setAttribute('role', 'status');  // a changed answer is read out
  const here = new URL(window.location.href);
  // another page drops the query; in a new session, where the server was started again, its numbers are gone as well
  const bare = [...here.searchParams.keys()].every((key) => key.startsWith('embed'));
  if (run === 1 && bare && window.linkShown) {
    here.search = window.linkShown;
    return window.location.replace(here);
  }
  for (const [key, value] of [...here.searchParams]) if (key.startsWith('embed')) query.push([key, value]);
  const wanted = '?' + new URLSearchParams(query).toString();
  if (here.search !== wanted) window.history.replaceState(window.history.state, '', here.pathname + wanted + here.hash);
  window.linkShown = wanted;
})();
</script>"""


def host() -> str:
    """Where the app is, as its user sees it, with no slash at its end; empty where nobody says."""
    parts = urlsplit(st.context.url or "")
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


def visitor() -> str:
    """Whose allowance the page uses; Streamlit gives no address for a visitor on this machine."""
    return bucket(st.context.ip_address or "127.0.0.1")


def write(pairs: Pairs) -> None:
    """Put the pairs into the address bar."""
    data = json.dumps(pairs).replace("<", "\\u003c")  # a name cannot end the script
    with st.container(key="address"):
        st.session_state["runs"] = run = st.session_state.get("runs", 0) + 1
        st.html(SCRIPT % (run, data), unsafe_allow_javascript=True)
