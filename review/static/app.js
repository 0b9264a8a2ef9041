// Makes the pages quicker to work with. Everything works without it, by links and forms alone.

const byId = (id) => document.getElementById(id);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];

// --- The viewer: look at another page without leaving the list of findings -------------------------

let latest = 0;

async function look(address, { scroll = true } = {}) {
  const mine = ++latest;
  const answer = await fetch(address, { credentials: "same-origin" });
  if (!answer.ok || answer.redirected) { location.assign(address); return; }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (mine !== latest) return; // a later click was quicker
  const fresh = page.getElementById("ansicht");
  byId("ansicht").replaceWith(document.adoptNode(fresh));
  const query = new URL(address, location.href).search;
  history.replaceState(null, "", location.pathname + query);
  for (const field of all("input[name=seen]")) field.value = query;
  markCurrent(query);
  if (scroll) showMark();
}

function markCurrent(query) {
  const current = new URLSearchParams(query);
  current.delete("z");
  for (const link of all(".work [data-look]")) {
    const same = new URLSearchParams(new URL(link.href).search).toString() === current.toString();
    if (same) link.setAttribute("aria-current", "true"); else link.removeAttribute("aria-current");
  }
}

function showMark() {
  const mark = byId("fundstelle");
  const frame = document.querySelector(".paper-frame");
  if (!mark || !frame) return;
  const place = mark.getBoundingClientRect();
  const view = frame.getBoundingClientRect();
  frame.scrollTop += place.top - view.top - view.height / 3;
  frame.scrollLeft += place.left - view.left - view.width / 4;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-look]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const focused = link === document.activeElement;
  look(link.href).then(() => focused && refocus(link));
});

function refocus(link) {
  // The viewer was replaced: keep the focus on the tool that was used.
  if (link.isConnected) return;
  const kind = link.dataset.turn ? `[data-turn="${link.dataset.turn}"]` : `[data-zoom="${link.dataset.zoom}"]`;
  (document.querySelector(`#ansicht ${kind}`) ?? document.querySelector(".paper-frame"))?.focus();
}

// --- Keys: one for each step of the day's work ------------------------------------------------------

const keysOff = () => localStorage.getItem("tasten") === "aus";
const typing = (target) => target.closest?.("input:not([type=radio]):not([type=checkbox]), select, textarea, dialog[open]");
const ownEnter = (target) => target.closest?.("a, button, summary, input");

function go(selector, step) {
  const items = all(selector).filter((item) => item.offsetParent !== null);
  if (!items.length) return;
  const here = items.findIndex((item) => item === document.activeElement || item.contains(document.activeElement));
  const next = here < 0 ? (step > 0 ? 0 : items.length - 1) : Math.min(Math.max(here + step, 0), items.length - 1);
  items[next].focus({ preventScroll: true });
  items[next].scrollIntoView({ block: "nearest" });
  const evidence = items[next].querySelector("a[data-look]");
  if (evidence) look(evidence.href);
}

function choose(digit) {
  const item = document.activeElement?.closest("[data-item]");
  const radio = item?.querySelector(`input[data-digit="${digit}"]`);
  if (!radio) return;
  radio.closest("details").open = true;
  radio.checked = true;
  radio.closest("form").querySelector("select").focus();
}

function press(selector) {
  const target = document.querySelector(selector);
  if (!target || target.disabled) return;
  if (target.matches("input")) { target.focus(); target.scrollIntoView({ block: "nearest" }); } else target.click();
}

function zoom(step) {
  const sizes = all("#ansicht [data-zoom]");
  const now = sizes.findIndex((size) => size.hasAttribute("aria-current"));
  sizes[now + step]?.click();
}

const KEYS = {
  j: () => go("[data-item]", 1), ArrowDown: () => go("[data-item]", 1),
  k: () => go("[data-item]", -1), ArrowUp: () => go("[data-item]", -1),
  a: () => press("[data-agree]"), n: () => press('[data-key="n"]'), w: () => press('[data-key="w"]'),
  ArrowLeft: () => press('[data-turn="previous"]'), ArrowRight: () => press('[data-turn="next"]'),
  "+": () => zoom(1), "-": () => zoom(-1), "?": () => byId("tasten")?.showModal(),
};

function enter(event) {
  if (ownEnter(event.target)) return;
  const start = document.querySelector('button[data-key="Enter"]');
  if (start) { event.preventDefault(); start.click(); } else if (document.querySelector("[data-open]")) { event.preventDefault(); go("[data-open]", 1); }
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (event.key === "?" ) { event.preventDefault(); KEYS["?"](); return; }
  if (keysOff()) return;
  if (event.key === "Enter") enter(event);
  else if (/^[1-7]$/.test(event.key)) choose(event.key);
  else if (KEYS[event.key] && scrolls(event) === false) { event.preventDefault(); KEYS[event.key](); }
});

// Arrow keys keep scrolling the picture while it has the focus, and moving between radio buttons.
function scrolls(event) {
  if (!event.key.startsWith("Arrow")) return false;
  const frame = event.target.closest?.(".paper-frame");
  const sideways = event.key === "ArrowLeft" || event.key === "ArrowRight";
  if (frame) return sideways ? frame.scrollWidth > frame.clientWidth : frame.scrollHeight > frame.clientHeight;
  return Boolean(event.target.closest?.("input"));
}

const opener = document.querySelector("[data-keys-open]");
if (opener) {
  opener.hidden = false;
  opener.addEventListener("click", () => byId("tasten").showModal());
  const turned = byId("tasten-an");
  turned.checked = !keysOff();
  turned.addEventListener("change", () => localStorage.setItem("tasten", turned.checked ? "an" : "aus"));
}

// --- Forms: no double sending; the letter follows the ticks -----------------------------------------

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "yes";
});
window.addEventListener("pageshow", () => all("form[data-sent]").forEach((form) => delete form.dataset.sent));

// The letter that is confirmed is always the one that is shown: both are replaced together.
async function preview(form) {
  const mine = ++latest;
  const address = `${form.action}?${new URLSearchParams(new FormData(form))}`;
  const page = new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html");
  if (mine !== latest) return;
  for (const id of ["brief", "bestaetigen"]) byId(id).replaceWith(document.adoptNode(page.getElementById(id)));
}

for (const form of all("form[data-auto]")) {
  form.addEventListener("change", () => { byId("bestaetigen").querySelector("button").disabled = true; preview(form); });
}

showMark();
markCurrent(location.search);
if (location.hash.startsWith("#befund-")) byId(location.hash.slice(1))?.focus({ preventScroll: true });
