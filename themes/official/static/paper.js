// Completes a document for printing: fetches the documents attached to it and inserts each on a new page before 版记.
const attached = [...document.querySelectorAll(".closing [data-attached]")];
const pages = await Promise.all(attached.map(async (link) => {
  const response = await fetch(link.href);
  return response.ok ? new DOMParser().parseFromString(await response.text(), "text/html") : null;
}));
const main = document.querySelector(".doc-main");
const colophon = main.querySelector(":scope > .colophon");
attached.forEach((link, index) => {
  const text = pages[index]?.querySelector(".doc-main");
  if (!text) return;
  const section = Object.assign(document.createElement("section"), { className: "attached" });
  const label = Object.assign(document.createElement("p"), { className: "attached-label", textContent: link.dataset.attached });
  const title = Object.assign(document.createElement("p"), { className: "attached-title" });
  title.append(...pages[index].querySelector("h1").childNodes);
  for (const element of text.querySelectorAll("[id]")) element.removeAttribute("id");
  section.append(label, title, ...[...text.children].filter((part) => !part.matches(".call, .colophon")));
  colophon ? colophon.before(section) : main.append(section);
});
await Promise.all([...main.querySelectorAll(".attached img")].map((image) => image.decode().catch(() => {})));
