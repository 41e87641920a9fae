// @ts-check
/* The half circle of seats: pointing at a seat shows its name and what it hangs together with; arrows walk. */

/** @param {SVGElement} hemi */
export function start(hemi) {
  const dots = /** @type {SVGAElement[]} */ ([...hemi.querySelectorAll(".dot")]);
  const rays = /** @type {SVGPathElement[]} */ ([...hemi.querySelectorAll(".ray")]);
  const tip = /** @type {SVGTextElement} */ (hemi.querySelector(".tip"));
  const tip2 = /** @type {SVGTextElement} */ (hemi.querySelector(".tip2"));
  const letter = dots.at(-1)?.dataset.id;

  /** @param {SVGAElement | null} dot */
  const say = (dot) => {
    const id = dot?.dataset.id;
    const on = new Set([id]);
    for (const ray of rays) {
      const its = Boolean(id) && (ray.dataset.s === id || ray.dataset.o === id);
      ray.classList.toggle("on", its);
      if (its) { on.add(ray.dataset.s); on.add(ray.dataset.o); }
    }
    for (const other of dots) other.classList.toggle("on", on.has(other.dataset.id));
    hemi.classList.toggle("dim", Boolean(id) && id !== letter);
    tip.textContent = (dot ? dot.dataset.naam : hemi.dataset.tip) || "";
    tip2.textContent = (dot ? dot.dataset.wat : hemi.dataset.tip2) || "";
  };

  /** @param {Event} event */
  const at = (event) => /** @type {SVGAElement | null} */ (/** @type {Element} */ (event.target).closest(".dot"));
  hemi.addEventListener("pointerover", (event) => say(at(event)));
  hemi.addEventListener("pointerleave", () => say(null));
  hemi.addEventListener("focusin", (event) => say(at(event)));
  hemi.addEventListener("focusout", () => say(null));
  hemi.addEventListener("keydown", (event) => {
    const dot = at(event);
    if (!dot || !/^Arrow/.test(event.key)) return;
    event.preventDefault();
    const i = dots.indexOf(dot);
    const next = dots[(i + (/Right|Down/.test(event.key) ? 1 : dots.length - 1)) % dots.length];
    for (const other of dots) other.setAttribute("tabindex", "-1");
    next.setAttribute("tabindex", "0");
    next.focus();
  });
}
