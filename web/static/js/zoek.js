// @ts-check
/* The search field as a combobox: /api/search as you type; arrows, Enter, Escape; "/" puts the focus here. */

/** @typedef {{ id: string, kind: string, label: string, right: string, href: string }} Hit */

let boxes = 0;

/** @param {HTMLElement} host a form or a box in a form, with one input of type search */
export function start(host) {
  const input = /** @type {HTMLInputElement} */ (host.querySelector("input[type=search]"));
  const form = /** @type {HTMLFormElement} */ (input.form);
  const id = `zoeklijst-${++boxes}`;
  const list = document.createElement("ul");
  const status = document.createElement("span");
  list.className = "opts";
  list.id = id;
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.dataset.lijst || "");
  status.className = "vh";
  status.setAttribute("role", "status");
  host.append(list, status);
  for (const [name, value] of [["role", "combobox"], ["aria-expanded", "false"], ["aria-controls", id], ["aria-autocomplete", "list"]]) {
    input.setAttribute(name, value);
  }

  /** @type {Hit[]} */
  let hits = [];
  let chosen = -1;
  let asked = 0;
  /** @type {string | null} what was typed when the list was filled */
  let filled = null;
  /** @type {Promise<void>} */
  let running = Promise.resolve();

  const close = () => {
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const mark = () => {
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === chosen)));
    if (chosen < 0) return;
    input.setAttribute("aria-activedescendant", `${id}-${chosen}`);
    list.children[chosen].scrollIntoView({ block: "nearest" });
  };

  const draw = () => {
    chosen = -1;
    list.replaceChildren(...hits.map((hit, i) => option(hit, `${id}-${i}`)));
    if (!hits.length) {
      const none = document.createElement("li");
      none.setAttribute("role", "option");
      none.setAttribute("aria-disabled", "true");
      none.setAttribute("aria-selected", "false");
      none.textContent = input.dataset.niets || "";
      list.append(none);
    }
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    const said = hits.length === 1 ? input.dataset.treffer : input.dataset.treffers?.replace("{n}", String(hits.length));
    status.textContent = (hits.length ? said : input.dataset.niets) || "";
  };

  const ask = async () => {
    const text = input.value.trim();
    const turn = ++asked;
    if (!text) { hits = []; filled = null; close(); return; }
    const lang = document.documentElement.lang;
    const answer = await fetch(`/api/search?q=${encodeURIComponent(text)}&lang=${lang}&limit=8`, { headers: { Accept: "application/json" } });
    if (turn !== asked || !answer.ok) return;
    hits = (await answer.json()).hits;
    filled = text;
    draw();
  };

  /** @param {Hit} hit */
  const pick = (hit) => {
    close();
    if (form.matches("[data-pad]")) {
      input.value = hit.id;
      const others = [...form.querySelectorAll("input[type=search]")];
      if (others.every((other) => /** @type {HTMLInputElement} */ (other).value.trim())) form.submit();
      return;
    }
    location.href = hit.href;
  };

  input.addEventListener("input", () => { running = ask(); });
  input.addEventListener("keydown", async (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (filled !== input.value.trim()) await (running = ask());
      else if (list.hidden && filled) draw();
      if (!hits.length) return;
      const step = event.key === "ArrowDown" ? 1 : hits.length + (chosen < 0 ? 0 : -1);
      chosen = (chosen + step) % hits.length;
      mark();
    } else if (event.key === "Enter" && input.value.trim()) {
      event.preventDefault();
      const at = chosen;
      if (filled !== input.value.trim()) await (running = ask());
      else await running;
      if (hits.length) pick(hits[Math.max(0, at)]);
      else form.submit();
    } else if (event.key === "Escape") close();
  });
  input.addEventListener("blur", () => setTimeout(close, 150));
  list.addEventListener("mousedown", (event) => {
    event.preventDefault();
    const item = /** @type {HTMLElement} */ (event.target).closest("li");
    const hit = item && hits[[...list.children].indexOf(item)];
    if (hit) pick(hit);
  });
  if (boxes === 1) addEventListener("keydown", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    if (event.key !== "/" || /^(input|textarea|select)$/i.test(target.tagName)) return;
    event.preventDefault();
    input.focus();
  });
}

/** @param {Hit} hit @param {string} id */
function option(hit, id) {
  const item = document.createElement("li");
  item.id = id;
  item.setAttribute("role", "option");
  item.setAttribute("aria-selected", "false");
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", `g k-${hit.kind}`);
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#s-${hit.kind}`);
  svg.append(use);
  const label = document.createElement("span");
  const bold = document.createElement("b");
  bold.textContent = hit.label;
  label.append(bold);
  const right = document.createElement("span");
  right.className = "muted small";
  right.textContent = hit.right;
  item.append(svg, label, right);
  return item;
}
