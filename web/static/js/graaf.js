// @ts-check
/* The picture. The server draws it and knows every place; this module pans, zooms, walks, and after an action
   asks /api/neighbours for the parts that changed: one request an action. What has a place never moves. */

const NEAR_ZERO = 6;

/** @param {HTMLElement} host */
export function start(host) { new Graph(host); }

class Graph {
  /** @param {HTMLElement} host */
  constructor(host) {
    this.host = host;
    this.fixed = host.hasAttribute("data-vast");
    this.focus = host.dataset.focus || "";
    /** @type {string[]} */
    this.actions = (host.dataset.x || "").split("~").filter(Boolean);
    this.hidden = new Set((host.dataset.h || "").split("~").filter(Boolean));
    this.selected = host.dataset.s || "";
    this.svg = /** @type {SVGSVGElement} */ (host.querySelector("svg.pic"));
    this.world = /** @type {SVGGElement} */ (host.querySelector(".w"));
    this.current = this.focus;
    this.scale = 1;
    this.x = 0;
    this.y = 0;
    this.moved = 0;
    this.busy = false;
    for (const element of host.querySelectorAll("[data-zoomknoppen], [data-a=share]")) /** @type {HTMLElement} */ (element).hidden = false;
    this.fit();
    this.light(this.selected);
    this.bindPointer();
    this.bindKeys();
    this.bindControls();
    addEventListener("resize", () => this.fit());
  }

  chips() { return /** @type {SVGAElement[]} */ ([...this.world.querySelectorAll(".chip")]); }

  /** @param {string} id */
  chip(id) { return /** @type {SVGAElement | null} */ (this.world.querySelector(`.chip[data-id="${CSS.escape(id)}"]`)); }

  /* ---- the window on the picture ---- */

  fit() {
    const [left, top, width, height] = (this.svg.dataset.box || this.svg.getAttribute("viewBox") || "0 0 1 1").split(" ").map(Number);
    this.svg.dataset.box = [left, top, width, height].join(" ");
    this.svg.removeAttribute("viewBox");
    const view = this.svg.getBoundingClientRect();
    const whole = Math.min((view.width - 24) / width, (view.height - 16) / height, 1.25);
    const least = innerWidth < 640 ? 0.7 : innerWidth < 1180 ? 0.8 : 0.6;
    this.scale = Math.max(whole, least);
    this.x = view.width / 2 - this.scale * (left + width / 2);
    this.y = view.height / 2 - this.scale * (top + height / 2);
    if (this.scale > whole) { // too wide for a phone: the focus at the left edge, its right side in view
      const right = left + width > 150;
      this.x = right ? 16 + this.scale * 102 : view.width - 16 - this.scale * 102;
      if (height * this.scale > view.height) this.y = view.height / 2;
    }
    this.move();
  }

  move() { this.world.setAttribute("transform", `translate(${this.x.toFixed(1)} ${this.y.toFixed(1)}) scale(${this.scale.toFixed(3)})`); }

  /** @param {number} factor @param {number} [px] @param {number} [py] */
  zoom(factor, px, py) {
    const view = this.svg.getBoundingClientRect();
    const x = px ?? view.width / 2;
    const y = py ?? view.height / 2;
    const scale = Math.max(0.25, Math.min(3, this.scale * factor));
    this.x = x - ((x - this.x) * scale) / this.scale;
    this.y = y - ((y - this.y) * scale) / this.scale;
    this.scale = scale;
    this.move();
  }

  /** Bring a chip, and what it opened beside it, into the window. @param {string} id */
  reveal(id) {
    const view = this.svg.getBoundingClientRect();
    const near = new Set([id]);
    for (const line of this.world.querySelectorAll(".ea, .es > .edge")) {
      const { s, o } = /** @type {SVGElement} */ (line).dataset;
      if (s === id && o) near.add(o);
      if (o === id && s) near.add(s);
    }
    let left = Infinity, right = -Infinity, top = Infinity, bottom = -Infinity;
    for (const chip of this.chips()) {
      if (!near.has(chip.dataset.id || "") || chip.dataset.id === this.focus) continue;
      const box = chip.getBoundingClientRect();
      left = Math.min(left, box.left - view.left); right = Math.max(right, box.right - view.left);
      top = Math.min(top, box.top - view.top); bottom = Math.max(bottom, box.bottom - view.top);
    }
    if (left === Infinity) return;
    const card = this.host.querySelector(".pop");
    const fixed = card && getComputedStyle(card).position === "fixed";
    const room = fixed ? 0 : card?.classList.contains("left") ? -1 : card ? 1 : 0;
    const edge = card && !fixed ? card.getBoundingClientRect().width + 24 : 0;
    const from = 10 + (room < 0 ? edge : 0), to = view.width - 10 - (room > 0 ? edge : 0);
    if (right > to) this.x -= right - to;
    else if (left < from) this.x += from - left;
    if (bottom > view.height - 10) this.y -= bottom - view.height + 10;
    else if (top < 10) this.y += 10 - top;
    this.move();
  }

  /* ---- actions ---- */

  /** Ask the server for the view after an action and put it in place. @param {string} id the thing acted on */
  async load(id) {
    if (this.busy) return;
    this.busy = true;
    const query = new URLSearchParams({ id, f: this.focus, x: this.actions.join("~"), h: [...this.hidden].join("~"), s: this.selected, lang: this.host.dataset.lang || "nl" });
    try {
      const answer = await fetch(`/api/neighbours?${query}`, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(String(answer.status));
      this.show((await answer.json()).view);
    } catch (error) {
      this.say(this.host.dataset.mislukt || "");
      console.warn("kamergraaf:", error);
    } finally {
      this.busy = false;
    }
  }

  /** @param {{lines: string, captions: string, chips: string, legend: string, card: string, list: string, status: string, box: string, download: string}} view */
  show(view) {
    const before = new Set(this.chips().map((chip) => chip.dataset.id));
    const put = (/** @type {string} */ selector, /** @type {string} */ html) => {
      const element = this.host.querySelector(selector);
      if (element) element.innerHTML = html;
    };
    put(".es", view.lines);
    put(".cs", view.captions);
    put(".ns", view.chips);
    put(".legend", view.legend);
    put("[data-kaart]", view.card);
    put(".ls", "");
    const list = document.querySelector("[data-tweeling]");
    if (list) list.innerHTML = view.list;
    const download = /** @type {HTMLAnchorElement | null} */ (this.host.querySelector("[data-download]"));
    if (download) download.href = view.download;
    this.svg.dataset.box = view.box;
    for (const chip of this.chips()) {
      if (before.has(chip.dataset.id)) continue;
      chip.classList.add("new");
      chip.style.setProperty("--dx", `${-40 * Number(chip.dataset.side || 0)}px`);
    }
    for (const line of this.world.querySelectorAll(".ea")) {
      const { s, o } = /** @type {SVGElement} */ (line).dataset;
      if (!before.has(s) || !before.has(o)) line.classList.add("new");
    }
    this.say(view.status);
    this.light(this.selected);
    this.write();
  }

  /** @param {string} text */
  say(text) {
    const status = this.host.querySelector("[data-stand]");
    if (status) status.textContent = text;
  }

  /** Click, Enter or Space: select, show the card, and add the hidden neighbours. @param {string} id */
  async act(id) {
    if (this.fixed) { location.href = this.chip(id)?.getAttribute("href") || "/"; return; }
    if (id.startsWith("+")) {
      this.actions.push(id);
      this.current = id.slice(1).split("+")[0];
      this.selected = this.selected === this.current ? this.selected : "";
    } else if (this.selected === id) {
      this.close();
      return;
    } else {
      this.selected = id;
      this.current = id;
      const badge = this.chip(id)?.querySelector(".badge");
      if (badge && !this.opened(id)) this.actions.push(id);
    }
    await this.load(this.current);
    this.focusOn(this.current);
    this.reveal(this.current);
  }

  /** @param {string} id whether the last action on it opened it */
  opened(id) { return this.actions.lastIndexOf(id) > this.actions.lastIndexOf("-" + id); }

  close() {
    this.selected = "";
    const card = this.host.querySelector("[data-kaart]");
    if (card) card.innerHTML = "";
    for (const chip of this.chips()) chip.classList.remove("sel");
    this.light("");
    this.write();
    this.focusOn(this.current);
  }

  write() {
    if (this.fixed) return;
    const address = new URL(location.href);
    const set = (/** @type {string} */ name, /** @type {string} */ value) => value ? address.searchParams.set(name, value) : address.searchParams.delete(name);
    if (!this.host.hasAttribute("data-eigen")) set("f", this.focus);
    set("x", this.actions.join("~"));
    set("h", [...this.hidden].join("~"));
    set("s", this.selected);
    history.replaceState(null, "", address.href.replace(/%2F/g, "/").replace(/%7E/g, "~").replace(/%2B/g, "%2B"));
  }

  /** @param {string} id */
  focusOn(id) {
    const chip = this.chip(id) || this.chip(this.focus);
    if (!chip) return;
    for (const other of this.chips()) other.setAttribute("tabindex", "-1");
    chip.setAttribute("tabindex", "0");
    this.current = chip.dataset.id || this.focus;
    chip.focus({ preventScroll: true });
  }

  /* ---- light: what belongs to a chip stays, the rest dims ---- */

  /** @param {string} id */
  light(id) {
    this.svg.classList.toggle("dim", Boolean(id));
    for (const element of this.world.querySelectorAll(".on")) element.classList.remove("on");
    this.label(null);
    if (!id) return;
    const on = new Set([id]);
    for (const line of this.world.querySelectorAll(".ea, .es > .edge")) {
      const { s, o } = /** @type {SVGElement} */ (line).dataset;
      if (s !== id && o !== id) continue;
      line.classList.add("on");
      if (s) on.add(s);
      if (o) on.add(o);
    }
    for (const chip of this.chips()) if (on.has(chip.dataset.id || "")) chip.classList.add("on");
  }

  /** The relation on a line and its quote beside the picture. @param {SVGAElement | null} line */
  label(line) {
    const names = /** @type {SVGGElement} */ (this.world.querySelector(".ls"));
    const box = /** @type {HTMLElement} */ (this.host.querySelector("[data-bewijs]"));
    names.replaceChildren();
    box.replaceChildren();
    if (!line) return;
    const path = /** @type {SVGPathElement} */ (line.querySelector(".edge"));
    const middle = path.getPointAtLength(path.getTotalLength() / 2);
    const text = document.createElementNS("http://www.w3.org/2000/svg", "text");
    text.setAttribute("class", "el");
    text.setAttribute("x", String(middle.x));
    text.setAttribute("y", String(middle.y - 6));
    text.setAttribute("text-anchor", "middle");
    text.textContent = line.dataset.r || "";
    names.append(text);
    const proof = document.createElement("div");
    proof.className = "proof " + [...line.classList].filter((name) => name.startsWith("k-")).join(" ");
    const bold = document.createElement("b");
    bold.textContent = line.getAttribute("aria-label");
    const quote = document.createElement("span");
    quote.className = "q";
    if (line.dataset.q2) {
      const mark = document.createElement("mark");
      mark.textContent = line.dataset.q2;
      quote.append(`“${line.dataset.q1 || ""}`, mark, `${line.dataset.q3 || ""}”`);
    } else quote.append(line.dataset.h || "");
    proof.append(bold, quote);
    box.append(proof);
  }

  /* ---- pointer ---- */

  bindPointer() {
    const svg = this.svg;
    /** @type {Map<number, [number, number]>} */
    const fingers = new Map();
    const at = (/** @type {Event} */ event, /** @type {string} */ what) => /** @type {SVGAElement | null} */ (/** @type {Element} */ (event.target).closest(what));
    svg.addEventListener("click", (event) => {
      if (this.moved > 5) { event.preventDefault(); return; }
      const chip = at(event, ".chip");
      if (!chip || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      this.act(chip.dataset.id || "");
    });
    svg.addEventListener("pointerover", (event) => {
      const chip = at(event, ".chip");
      if (chip) { this.light(chip.dataset.id || ""); return; }
      const line = at(event, ".ea");
      if (!line) return;
      this.label(line);
      this.svg.classList.add("dim");
      for (const element of this.world.querySelectorAll(".on")) element.classList.remove("on");
      line.classList.add("on");
      for (const id of [line.dataset.s, line.dataset.o]) if (id) this.chip(id)?.classList.add("on");
    });
    svg.addEventListener("pointerout", (event) => { if (at(event, ".chip, .ea")) this.light(this.selected); });
    svg.addEventListener("pointerdown", (event) => {
      fingers.set(event.pointerId, [event.clientX, event.clientY]);
      this.moved = 0;
      if (!at(event, ".chip, .ea") && event.pointerType === "mouse") svg.setPointerCapture(event.pointerId);
    });
    svg.addEventListener("pointermove", (event) => {
      const last = fingers.get(event.pointerId);
      if (!last) return;
      const before = [...fingers.values()];
      fingers.set(event.pointerId, [event.clientX, event.clientY]);
      if (fingers.size === 2) {
        const now = [...fingers.values()];
        const apart = (/** @type {[number, number][]} */ p) => Math.hypot(p[0][0] - p[1][0], p[0][1] - p[1][1]);
        const view = svg.getBoundingClientRect();
        this.zoom(apart(now) / apart(before), (now[0][0] + now[1][0]) / 2 - view.left, (now[0][1] + now[1][1]) / 2 - view.top);
        this.moved = 9;
        return;
      }
      const dx = event.clientX - last[0], dy = event.clientY - last[1];
      this.moved += Math.abs(dx) + Math.abs(dy);
      this.x += dx;
      this.y += dy;
      this.move();
    });
    const up = (/** @type {PointerEvent} */ event) => { fingers.delete(event.pointerId); };
    for (const name of ["pointerup", "pointercancel", "pointerleave"]) svg.addEventListener(/** @type {"pointerup"} */ (name), up);
    svg.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.metaKey) return; // a plain wheel scrolls the page
      event.preventDefault();
      const view = svg.getBoundingClientRect();
      this.zoom(event.deltaY < 0 ? 1.12 : 1 / 1.12, event.clientX - view.left, event.clientY - view.top);
    }, { passive: false });
  }

  /* ---- keyboard ---- */

  bindKeys() {
    this.svg.addEventListener("focusin", (event) => {
      const chip = /** @type {SVGAElement | null} */ (/** @type {Element} */ (event.target).closest(".chip"));
      if (!chip || !chip.matches(":focus-visible")) return;
      this.current = chip.dataset.id || this.focus;
      this.light(this.current);
    });
    this.svg.addEventListener("focusout", () => this.light(this.selected));
    this.host.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.selected) { event.preventDefault(); this.close(); }
    });
    this.svg.addEventListener("keydown", (event) => {
      const chip = /** @type {SVGAElement | null} */ (/** @type {Element} */ (event.target).closest(".chip"));
      const id = chip?.dataset.id;
      if (!chip || !id || event.ctrlKey || event.metaKey || event.altKey) return;
      if (/^Arrow/.test(event.key)) { event.preventDefault(); this.step(event.key); }
      else if (event.key === "Enter" || event.key === " ") { event.preventDefault(); this.act(id); }
      else if (/^o$/i.test(event.key)) location.href = chip.getAttribute("href") || "/";
      else if (event.key === "Home") { event.preventDefault(); this.focusOn(this.focus); }
      else if (event.key === "+" || event.key === "=") this.zoom(1.2);
      else if (event.key === "-") this.zoom(1 / 1.2);
      else if (event.key === "0") this.fit();
    });
  }

  /** Go to the nearest chip in a direction. @param {string} key */
  step(key) {
    const here = this.chip(this.current)?.getBoundingClientRect();
    if (!here) return;
    const cx = here.left + here.width / 2, cy = here.top + here.height / 2;
    /** @type {[number, string] | null} */
    let best = null;
    for (const chip of this.chips()) {
      const id = chip.dataset.id || "";
      if (id === this.current) continue;
      const box = chip.getBoundingClientRect();
      const dx = box.left + box.width / 2 - cx, dy = box.top + box.height / 2 - cy;
      const along = { ArrowRight: dx, ArrowLeft: -dx, ArrowDown: dy, ArrowUp: -dy }[key] ?? 0;
      const aside = /Left|Right/.test(key) ? Math.abs(dy) : Math.abs(dx);
      if (along < NEAR_ZERO) continue;
      const cost = along + aside * 2.5;
      if (!best || cost < best[0]) best = [cost, id];
    }
    if (!best) return;
    this.focusOn(best[1]);
    this.reveal(best[1]);
  }

  /* ---- buttons, legend, card ---- */

  bindControls() {
    this.host.addEventListener("click", async (event) => {
      const target = /** @type {HTMLElement} */ (event.target);
      const zoom = /** @type {HTMLElement | null} */ (target.closest("[data-z]"))?.dataset.z;
      if (zoom) { if (zoom === "passend") this.fit(); else this.zoom(zoom === "in" ? 1.25 : 0.8); return; }
      const kind = /** @type {HTMLElement | null} */ (target.closest("[data-k]"))?.dataset.k;
      if (kind) {
        event.preventDefault();
        if (this.hidden.has(kind)) this.hidden.delete(kind); else this.hidden.add(kind);
        await this.load(this.focus);
        /** @type {HTMLElement | null} */ (this.host.querySelector(`[data-k="${kind}"]`))?.focus();
        return;
      }
      const action = /** @type {HTMLElement | null} */ (target.closest("[data-a]"))?.dataset.a;
      if (!action) return;
      if (action !== "share") event.preventDefault();
      if (action === "close") this.close();
      if (action === "expand") { this.actions.push(this.selected); await this.load(this.selected); this.reveal(this.selected); this.focusOn(this.selected); }
      if (action === "collapse") { this.actions.push("-" + this.selected); await this.load(this.selected); this.focusOn(this.selected); }
      if (action === "reset") {
        this.actions = []; this.hidden = new Set(); this.selected = ""; this.current = this.focus;
        await this.load(this.focus);
        this.fit();
      }
      if (action === "share") {
        await navigator.clipboard.writeText(location.href);
        this.say(this.host.dataset.gekopieerd || "");
      }
    });
  }
}
