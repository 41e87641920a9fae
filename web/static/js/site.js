// @ts-check
/* Loaded in the head, before anything is painted: the chosen theme. Then each part of the page that carries a
   data- attribute gets its module. Everything works without this file. */
"use strict";
{
  const root = document.documentElement;
  const read = () => { try { return localStorage.getItem("thema"); } catch { return null; } };
  const chosen = new URLSearchParams(location.search).get("thema") || read();
  if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;

  const parts = /** @type {[string, string][]} */ ([
    ["[data-zoek]", "/static/js/zoek.js"],
    ["[data-graaf]", "/static/js/graaf.js"],
    ["[data-brief]", "/static/js/brief.js"],
    ["[data-halfrond]", "/static/js/halfrond.js"],
    ["[data-filter]", "/static/js/vragen.js"],
    ["[data-editor]", "/static/js/vragen.js"],
  ]);

  const theme = () => {
    const button = /** @type {HTMLButtonElement | null} */ (document.querySelector("[data-theme-knop]"));
    if (!button) return;
    button.hidden = false;
    button.addEventListener("click", () => {
      const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
      root.dataset.theme = dark ? "light" : "dark";
      try { localStorage.setItem("thema", root.dataset.theme); } catch { /* the choice then holds for this page only */ }
    });
  };

  const copy = () => {
    for (const element of document.querySelectorAll("[data-kopieer]")) {
      const button = /** @type {HTMLButtonElement} */ (element);
      const text = button.textContent;
      button.hidden = false;
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(button.dataset.kopieer || "");
        button.textContent = button.dataset.klaar || "";
        setTimeout(() => { button.textContent = text; }, 2000);
      });
    }
  };

  /* A place's address is the letter's with #char=START,END; browsers keep that through the redirect to the page. */
  const toPlace = () => {
    const place = location.hash.match(/^#char=(\d+),(\d+)$/);
    const text = /** @type {HTMLAnchorElement | null} */ (document.querySelector("a[data-tekst]"));
    if (place && text) location.replace(`${text.href}&t=${place[1]}-${place[2]}#t`);
  };

  document.addEventListener("DOMContentLoaded", () => {
    toPlace();
    theme();
    copy();
    const wanted = new Map();
    for (const [selector, address] of parts) {
      for (const element of document.querySelectorAll(selector)) {
        if (!wanted.has(address)) wanted.set(address, []);
        wanted.get(address).push(element);
      }
    }
    for (const [address, elements] of wanted) {
      import(address).then((module) => { for (const element of elements) module.start(element); });
    }
  });
}
