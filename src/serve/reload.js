// Reloads the page when the site has changed, and lets the overlay be closed.
(() => {
  const version = document.currentScript.dataset.version;
  let events;
  // A browser keeps few connections to one host, so a hidden page keeps none.
  const listen = () => {
    events?.close();
    events = undefined;
    if (document.visibilityState === "hidden") return;
    events = new EventSource("/__gongbao/events");
    events.addEventListener("version", (event) => {
      if (event.data === version) return;
      events.close();
      location.reload();
    });
  };
  document.addEventListener("visibilitychange", listen);
  addEventListener("pageshow", listen);
  addEventListener("pagehide", () => events?.close());

  const faults = document.getElementById("gongbao-faults");
  if (!faults) return;
  const close = () => { faults.hidden = true; };
  faults.querySelector("button")?.addEventListener("click", close);
  addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
  faults.focus();
})();
