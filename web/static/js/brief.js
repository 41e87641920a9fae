// @ts-check
/* The reading view: a card on click, the strip with every mention, the filter, lines as scanned. */

const COLUMN = { motie: 0, toezegging: 0, kamerstuk: 1, rapport: 1, debat: 1, onbekend: 1, persoon: 2, partij: 2, ministerie: 3, organisatie: 3, brief: 1, dossier: 1 };

/** @param {HTMLElement} host */
export function start(host) {
  const sheet = /** @type {HTMLElement} */ (host.querySelector(".sheet"));
  const aside = /** @type {HTMLElement} */ (host.querySelector("[data-kaart]"));
  const rest = aside.innerHTML;
  const mentions = /** @type {HTMLAnchorElement[]} */ ([...sheet.querySelectorAll(".m")]);
  const hidden = new Set();
  for (const mention of mentions) mention.setAttribute("aria-expanded", "false");

  const shut = () => { for (const mention of mentions) mention.setAttribute("aria-expanded", "false"); };

  /** @param {HTMLAnchorElement} mention @param {boolean} [quiet] */
  const open = (mention, quiet) => {
    const id = mention.dataset.id || "";
    const card = /** @type {HTMLTemplateElement | null} */ (document.querySelector(`template[data-kaart-van="${CSS.escape(id)}"]`));
    if (!card) return false;
    shut();
    mention.setAttribute("aria-expanded", "true");
    aside.replaceChildren(card.content.cloneNode(true));
    aside.classList.add("open");
    const same = mentions.filter((other) => other.dataset.id === id);
    const place = same.indexOf(mention);
    const said = /** @type {HTMLElement | null} */ (aside.querySelector("[data-plek]"));
    if (said && same.length > 1) {
      said.hidden = false;
      said.textContent = (host.dataset.van || "").replace("{n}", String(place + 1)).replace("{m}", String(same.length));
      for (const element of aside.querySelectorAll("[data-n]")) {
        const button = /** @type {HTMLButtonElement} */ (element);
        button.hidden = false;
        button.addEventListener("click", () => {
          const next = same[(place + Number(button.dataset.n) + same.length) % same.length];
          const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
          next.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
          open(next);
          /** @type {HTMLElement | null} */ (aside.querySelector(`[data-n="${button.dataset.n}"]`))?.focus();
        });
      }
    }
    aside.querySelector(".x")?.addEventListener("click", () => close(mention));
    draw(id);
    if (!quiet) mention.focus({ preventScroll: true });
    return true;
  };

  /** @param {HTMLAnchorElement} mention */
  const close = (mention) => {
    aside.classList.remove("open");
    aside.innerHTML = rest;
    shut();
    draw("");
    mention.focus({ preventScroll: true });
  };

  sheet.addEventListener("click", (event) => {
    const mention = /** @type {HTMLAnchorElement | null} */ (/** @type {Element} */ (event.target).closest(".m"));
    if (!mention || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (mention.classList.contains("mute") || open(mention)) event.preventDefault();
  });
  addEventListener("keydown", (event) => {
    const mention = mentions.find((other) => other.getAttribute("aria-expanded") === "true");
    if (event.key === "Escape" && mention) close(mention);
  });

  for (const element of host.querySelectorAll(".legend [data-k]")) {
    const button = /** @type {HTMLButtonElement} */ (element);
    button.addEventListener("click", () => {
      const kind = button.dataset.k;
      const off = !hidden.has(kind);
      if (off) hidden.add(kind); else hidden.delete(kind);
      button.setAttribute("aria-pressed", String(!off));
      for (const mention of mentions) {
        if (mention.dataset.k !== kind) continue;
        mention.classList.toggle("mute", off);
        mention.tabIndex = off ? -1 : 0;
      }
      draw("");
    });
  }

  const scan = /** @type {HTMLButtonElement | null} */ (host.querySelector("[data-scan]"));
  if (scan) {
    scan.hidden = false;
    scan.addEventListener("click", () => {
      scan.setAttribute("aria-pressed", String(sheet.classList.toggle("scan")));
      draw("");
    });
  }

  /* the strip: the whole letter at a glance, one tick a mention */
  const strip = /** @type {HTMLElement} */ (host.querySelector("[data-strip]"));
  const SVG = "http://www.w3.org/2000/svg";
  /** @type {SVGRectElement} */
  let window_ = document.createElementNS(SVG, "rect");
  const measure = () => ({ top: sheet.getBoundingClientRect().top + scrollY, height: sheet.offsetHeight, room: strip.clientHeight });
  /** @param {string} name @param {Record<string, string | number>} attributes */
  const rect = (name, attributes) => {
    const element = document.createElementNS(SVG, "rect");
    element.setAttribute("class", name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
    return element;
  };
  const slide = () => {
    const { top, height, room } = measure();
    const y = Math.min(room, Math.max(0, ((scrollY - top) / height) * room));
    window_.setAttribute("y", String(y));
    window_.setAttribute("height", String(Math.max(0, Math.min(room - y, (innerHeight / height) * room))));
  };
  /** @param {string} current */
  const draw = (current) => {
    if (getComputedStyle(strip).display === "none") return;
    const { top, height, room } = measure();
    const at = (/** @type {Element} */ element) => (((element.getBoundingClientRect().top + scrollY - top) / height) * room).toFixed(1);
    const svg = document.createElementNS(SVG, "svg");
    window_ = rect("view", { x: 0, width: 52, rx: 4 });
    svg.append(window_);
    for (const heading of sheet.querySelectorAll("h2")) svg.append(rect("ln", { x: 0, width: 52, height: 1, y: at(heading) }));
    for (const mention of mentions) {
      if (mention.classList.contains("mute")) continue;
      const kind = /** @type {keyof typeof COLUMN} */ (mention.dataset.k || "onbekend");
      const on = mention.dataset.id === current;
      svg.append(rect(`tick k-${kind}`, { x: 2 + COLUMN[kind] * 12.5, y: at(mention), width: on ? 13 : 10, height: on ? 6 : 3.5, rx: 1.5 }));
    }
    strip.replaceChildren(svg);
    slide();
  };
  strip.addEventListener("click", (event) => {
    const { top, height } = measure();
    const box = strip.getBoundingClientRect();
    scrollTo({ top: top + ((event.clientY - box.top) / box.height) * height - innerHeight / 2 });
  });
  addEventListener("scroll", slide, { passive: true });
  addEventListener("resize", () => draw(""));
  draw("");

  const target = document.getElementById("t") || (location.hash ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null);
  if (target) {
    target.scrollIntoView({ block: "center" });
    const mention = target.closest(".m") || target.querySelector(".m") || (target.matches(".m") ? target : null);
    if (mention && innerWidth > 1180) open(/** @type {HTMLAnchorElement} */ (mention), true);
  }
}
