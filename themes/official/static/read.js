// Reads a document aloud, paragraph by paragraph, and highlights the current one.
const speech = window.speechSynthesis;

export function readAloud(button, remembered, remember) {
  const place = document.querySelector("[data-read-here]");
  if (!speech || !place) return button.remove();
  const parts = [...place.querySelectorAll("h1, h2, h3, h4, h5, .body p, .body li, .recipients, .signature p, .note, td, th")]
    .filter((part) => part.innerText.trim() && !part.closest(".doc-side") && !part.querySelector("p, li"));
  const words = button.dataset;
  let at = 0, bar, voice;

  const mark = (part) => {
    parts.forEach((other) => other.classList.toggle("reading-now", other === part));
    part?.scrollIntoView({ block: "nearest" });
  };
  const say = () => {
    speech.cancel();
    const part = parts[at];
    if (!part) return stop();
    mark(part);
    voice = new SpeechSynthesisUtterance(part.innerText);
    voice.lang = document.documentElement.lang;
    const current = voice;
    voice.onend = () => { if (voice === current) { at += 1; say(); } };
    speech.speak(voice);
    showPlaying(true);
  };
  const stop = () => {
    voice = null;
    speech.cancel();
    mark(null);
    showPlaying(false);
  };
  const showPlaying = (on) => {
    const play = bar?.querySelector("[data-play]");
    if (play) play.textContent = on ? words.stop : words.start;
  };
  const step = (by) => { at = Math.max(0, Math.min(parts.length - 1, at + by)); say(); };
  const pick = (event) => {
    const found = parts.indexOf(event.target.closest("h1, h2, h3, h4, h5, p, li, td, th"));
    if (found >= 0 && !event.target.closest("a")) { at = found; say(); }
  };
  const open = () => {
    bar = Object.assign(document.createElement("div"), { className: "read-bar" });
    bar.setAttribute("role", "region");
    bar.setAttribute("aria-label", button.textContent);
    for (const [label, act] of [[words.previous, () => step(-1)], [words.start, () => (voice ? stop() : say())], [words.next, () => step(1)]]) {
      const control = Object.assign(document.createElement("button"), { type: "button", textContent: label, onclick: act });
      if (label === words.start) control.dataset.play = "";
      bar.append(control);
    }
    document.body.append(bar);
    place.addEventListener("click", pick);
  };
  const close = () => {
    stop();
    at = 0;
    bar.remove();
    bar = null;
    place.removeEventListener("click", pick);
  };
  const toggle = () => {
    bar ? close() : open();
    button.setAttribute("aria-pressed", String(Boolean(bar)));
    remember("read", bar ? "on" : null);
  };
  button.addEventListener("click", toggle);
  addEventListener("pagehide", () => speech.cancel());
  if (remembered("read")) toggle();
}
