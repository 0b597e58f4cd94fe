// Comforts for reading; every page works without them.
import { readAloud } from "./read.js";

const root = document.documentElement;
// An element in the text of a document is never a control of the page, whatever attributes it has.
const all = (selector, within = document) => [...within.querySelectorAll(selector)].filter((found) => !found.closest(".body"));
const remembered = (key) => {
  try { return localStorage.getItem(key); } catch { return null; }
};
const remember = (key, value) => {
  try { value === null ? localStorage.removeItem(key) : localStorage.setItem(key, value); } catch { /* private */ }
};

// The elder-friendly view: larger letters in steps, stronger contrast, larger targets.
const SIZES = [112.5, 125, 137.5, 150, 166];
const [elder] = all("[data-view=elder]:not(html)");
function show(size) {
  root.dataset.view = size ? "elder" : "";
  root.style.fontSize = size ? `${size}%` : "";
  remember("elder", size ? String(size) : null);
  elder?.setAttribute("aria-pressed", String(Boolean(size)));
  let steps = document.getElementById("ui-steps");
  if (!size) return steps?.remove();
  if (!steps && elder) {
    steps = Object.assign(document.createElement("span"), { id: "ui-steps", className: "switches" });
    for (const [label, step] of [[elder.dataset.smaller, -1], [elder.dataset.larger, 1]]) {
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: label });
      button.onclick = () => {
        const at = SIZES.indexOf(Number(remembered("elder"))) + step;
        show(SIZES[Math.max(0, Math.min(SIZES.length - 1, at))]);
      };
      steps.append(button);
    }
    elder.before(steps);
  }
}
elder?.addEventListener("click", () => show(root.dataset.view === "elder" ? 0 : 125));
if (remembered("elder")) show(Number(remembered("elder")) || 125);

// A click elsewhere, Escape and leaving it by the keyboard close what is open of the navigation.
const menus = all(".site-nav details");
const close = (but) => menus.forEach((menu) => { if (!menu.contains(but)) menu.open = false; });
if (menus.length) {
  for (const event of ["click", "focusin"]) addEventListener(event, ({ target }) => close(target));
  addEventListener("keydown", ({ key }) => {
    const open = key === "Escape" && menus.find((menu) => menu.open);
    if (!open) return;
    open.open = false;
    open.firstElementChild.focus();
  });
}

// Reading aloud.
for (const button of all("[data-read]")) readAloud(button, remembered, remember);

// Facts and contents are open on wide screens.
const wide = matchMedia("(min-width: 64rem)");
const fit = () => { for (const details of all(".facts > details, .toc > details")) details.open = wide.matches; };
wide.addEventListener("change", fit);
fit();

// The contents mark the section that is being read.
const [toc] = all(".toc");
if (toc) {
  const details = toc.querySelector("details");
  const links = new Map(all("a", toc).map((a) => [decodeURIComponent(a.hash.slice(1)), a]));
  const headings = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
  // On wide screens the folds around what is being read are open, until the reader has passed on.
  let unfolded = [];
  const unfold = (link) => {
    if (!wide.matches) return;
    const wanted = [];
    for (let item = link?.closest("li"); item; item = item.parentElement.closest("li")) {
      const fold = item.querySelector(":scope > .toc-fold");
      if (fold) wanted.push(fold);
    }
    for (const fold of unfolded) if (!wanted.includes(fold)) fold.open = false;
    unfolded = wanted.filter((fold) => unfolded.includes(fold) || !fold.open);
    for (const fold of unfolded) fold.open = true;
  };
  for (const back of all(".to-contents a")) back.addEventListener("click", () => { details.open = true; });
  let current;
  const follow = () => {
    const line = innerHeight / 4;
    let now = headings[0];
    for (const heading of headings) if (heading.getBoundingClientRect().top <= line) now = heading;
    if (now === current) return;
    current = now;
    for (const [id, a] of links) id === now?.id ? a.setAttribute("aria-current", "true") : a.removeAttribute("aria-current");
    const link = links.get(now?.id);
    unfold(link);
    if (link && wide.matches && toc.scrollHeight > toc.clientHeight) {
      toc.scrollTop = link.offsetTop - toc.clientHeight / 2;
    }
  };
  let waiting = false;
  addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; follow(); });
  }, { passive: true });
  follow();
}

// Copying and printing.
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = Object.assign(document.createElement("textarea"), { value: text });
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}
for (const button of all("[data-copy]")) {
  const label = button.textContent;
  button.addEventListener("click", async () => {
    const done = await copy(button.dataset.copy);
    const [status] = all("[data-said]");
    status.textContent = button.textContent = done ? status.dataset.done : status.dataset.failed;
    button.focus();
    setTimeout(() => { button.textContent = label; status.textContent = ""; }, 2000);
  });
}
for (const button of all("[data-print]")) button.addEventListener("click", async () => {
  // A page may name a module that completes it for printing. It is named on <body>, out of reach of a document's HTML.
  const module = document.body.dataset.paper;
  if (module) await import(module).catch(() => {});
  print();
});

// Keys: / goes to the search field, j and k move through lists. They can be switched off.
const [keys] = all("[data-keys]");
const listening = () => remembered("keys") !== "off";
const showState = () => {
  if (!keys) return;
  keys.textContent = listening() ? keys.dataset.on : keys.dataset.off;
  keys.setAttribute("aria-pressed", String(listening()));
};
keys?.addEventListener("click", () => { remember("keys", listening() ? "off" : null); showState(); });
showState();
addEventListener("keydown", (event) => {
  if (!listening() || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest?.("input, textarea, select, [contenteditable]")) return;
  if (event.key === "/") {
    const field = all("main input[type=search], input[type=search]").find((input) => input.offsetParent);
    if (field) { event.preventDefault(); field.focus(); field.select(); }
  } else if (event.key === "j" || event.key === "k") {
    const items = all(".item-title").filter((item) => item.offsetParent);
    if (!items.length) return;
    const at = items.indexOf(document.activeElement);
    const next = at < 0 ? (event.key === "j" ? 0 : items.length - 1) : at + (event.key === "j" ? 1 : -1);
    items[Math.max(0, Math.min(items.length - 1, next))].focus();
  }
});
