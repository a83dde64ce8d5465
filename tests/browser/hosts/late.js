// What a page builder does: it puts the lines there as elements, after the page was loaded.
setTimeout(() => {
  const script = document.createElement("script");
  script.src = "{{home}}/embed.js";
  script.dataset.preset = "uk-owner";
  document.getElementById("app").append(script);
}, 200);
