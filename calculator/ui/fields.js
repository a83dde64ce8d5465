// A phone shows its keys for figures at a field of a number. Streamlit has no setting for that, so fields are marked as they
// are drawn. A time of day has a colon, which those keys lack. And a phone's menu folds once it has been used.
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
  // On a phone the menu lies over the page; Streamlit leaves it there after a tap on a page's name, and after Escape.
  const fold = () => {
    if (innerWidth < 768) document.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click();
  };
  document.addEventListener("click", (it) => {
    if (it.target.closest('[data-testid="stSidebarNavLink"]')) setTimeout(fold);
  });
  document.addEventListener("keydown", (it) => {
    const open = document.querySelector('[data-testid="stSidebar"][data-collapsed="false"]');
    if (it.key === "Escape" && open) fold();
  });
})();
