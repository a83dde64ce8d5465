// What the page hears of its widget, as docs/embedding.md says a page may listen.
window.heard = [];
for (const name of ["ready", "height", "consent", "result", "state"]) {
  document.addEventListener(`netcost:${name}`, (event) => window.heard.push(event.detail));
}
