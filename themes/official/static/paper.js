// Completes a document before it is printed: documents attached to it follow, each on a new page, before 版记.
const attached = [...document.querySelectorAll(".closing [data-attached]")];
const pages = await Promise.all(attached.map(async (link) => {
  const answer = await fetch(link.href);
  return answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
}));
const main = document.querySelector(".doc-main");
const end = main.querySelector(":scope > .colophon");
attached.forEach((link, index) => {
  const text = pages[index]?.querySelector(".doc-main");
  if (!text) return;
  const section = Object.assign(document.createElement("section"), { className: "attached" });
  const label = Object.assign(document.createElement("p"), { className: "attached-label", textContent: link.dataset.attached });
  const title = Object.assign(document.createElement("p"), { className: "attached-title" });
  title.append(...pages[index].querySelector("h1").childNodes);
  for (const element of text.querySelectorAll("[id]")) element.removeAttribute("id");
  section.append(label, title, ...[...text.children].filter((part) => !part.matches(".call, .colophon")));
  end ? end.before(section) : main.append(section);
});
await Promise.all([...main.querySelectorAll(".attached img")].map((image) => image.decode().catch(() => {})));
