// A phone shows its keys for figures at a field of a number. Streamlit has no setting for that, so fields are marked as they
// are drawn. A time of day has a colon, which those keys lack.
(() => {
  if (window.fieldsWatched) return;
  window.fieldsWatched = true;
  const within = ["ask-", "field-", "next-", "times-", "mix-", "reach-target-"].map((start) => `[class*="st-key-${start}"]`).join();
  const fields = `:is(${within}):not([class*="start_hour"], [class*="end_hour"]) [data-testid="stTextInput"] input`;
  let waiting = 0;
  const mark = () => {
    waiting = 0;
    for (const it of document.querySelectorAll(fields)) it.inputMode = "decimal";
  };
  new MutationObserver(() => { waiting ||= requestAnimationFrame(mark); }).observe(document.body, { childList: true, subtree: true });
  mark();
})();
