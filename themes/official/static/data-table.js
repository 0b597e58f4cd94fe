// A table of data beside a page: sorted by a column, narrowed down to rows with certain words. Without this script the whole
// table is there, in the order of its file.

const plain = (text) => text.normalize("NFKC").toLowerCase();

/** Returns the number that a figure is, `NaN` for an empty cell. */
const figure = (text) => parseFloat(plain(text).replace(/−/g, "-").replace(/[,+]/g, ""));

/** Compares the cells of two rows by a column; empty ones come last in either order. */
function comparison(column, isFigures, direction) {
  const { compare } = new Intl.Collator(document.documentElement.lang, { numeric: true });
  return (a, b) => {
    const [x, y] = [a, b].map(({ row }) => row.cells[column].textContent.trim());
    if (!x || !y) return (x ? 0 : 1) - (y ? 0 : 1) || a.index - b.index;
    const difference = isFigures ? figure(x) - figure(y) : compare(x, y);
    return difference * direction || a.index - b.index;
  };
}

for (const data of document.querySelectorAll("[data-table]")) {
  const table = data.querySelector("table"), body = table.tBodies[0], count = data.querySelector("[data-count]");
  const rows = [...body?.rows ?? []].map((row, index) => ({ row, index, text: plain([...row.cells].map((cell) => cell.textContent).join("\n")) }));
  const heads = [...table.tHead.rows[0].cells];

  // Ascending, descending, as in the file.
  const next = { ascending: "descending", descending: null };
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const now = head.getAttribute("aria-sort"), order = now ? next[now] : "ascending";
      for (const other of heads) other.removeAttribute("aria-sort");
      if (order) head.setAttribute("aria-sort", order);
      const by = order ? comparison(column, head.classList.contains("right"), order === "ascending" ? 1 : -1) : (a, b) => a.index - b.index;
      body.append(...[...rows].sort(by).map(({ row }) => row));
    });
  });

  const input = data.querySelector("[data-filter]");
  const filter = () => {
    const words = plain(input.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const { row, text } of rows) {
      row.hidden = !words.every((word) => text.includes(word));
      if (!row.hidden) shown += 1;
    }
    const said = words.length ? count.dataset.some.replace("{n}", String(shown)) : count.dataset.all;
    // A screen reader reads what changes, so nothing is set anew that is there already.
    if (count.textContent !== said) count.textContent = said;
  };
  input.addEventListener("input", filter);
  // A browser may keep what was typed before the page was left.
  if (input.value) filter();
}
