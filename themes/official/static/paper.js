// Completes a document for printing: attached documents follow on new pages before 版记, the articles of an issue after its
// contents; tables and 版记 are fitted to the page; long addresses may break.

/** Names of typefaces that official documents are set in and this machine lacks, for who prints. */
export const missing = [];

const MILLIMETRE = 96 / 25.4;
/** The width of a table on an upright page and on one that lies on its side. */
const UPRIGHT = 156 * MILLIMETRE, WIDE = 225 * MILLIMETRE;
/** How high 版记 may be: as a page, less what rounding takes. */
const LONGEST_COLOPHON = 222 * MILLIMETRE;
/** Sizes of letters in tables, in points: 小四 and 五号, down to what can still be read with good eyes. */
const SIZES = [12, 10.5, 9, 8, 7, 6, 5];

const main = document.querySelector(".doc-main, main > .contents");
/** Another page; by a request that reads documents, as the pages' policy lets no script make one of a text. */
const fetched = (address) => new Promise((done, fail) => {
  const request = Object.assign(new XMLHttpRequest(), { responseType: "document", onload: () => done(request.status === 200 ? request.response : null), onerror: fail });
  request.open("GET", address);
  request.send();
});

/** The text of another page, without its ids. */
function partsOf(page) {
  const text = page.querySelector(".doc-main");
  if (!text) return [];
  for (const element of text.querySelectorAll("[id]")) element.removeAttribute("id");
  return [...text.children].filter((part) => !part.matches(".call, .colophon"));
}

const element = (name, className, ...content) => {
  const made = Object.assign(document.createElement(name), { className });
  made.append(...content);
  return made;
};

/** Inserts the documents attached to this one. */
async function attach() {
  const links = [...document.querySelectorAll(".closing [data-attached]")];
  const pages = await Promise.all(links.map((link) => fetched(link.href)));
  const signed = signatureOf(document);
  const colophon = main.querySelector(":scope > .colophon");
  links.forEach((link, index) => {
    const page = pages[index];
    if (!page?.querySelector(".doc-main")) return;
    // What was issued by the same body bears signature and note once, in the document that it is attached to.
    if (signatureOf(page) === signed) page.querySelectorAll(".doc-main :is(.signature, .note)").forEach((part) => part.remove());
    const title = element("p", "attached-title", ...page.querySelector("h1").childNodes);
    const section = element("section", "attached", element("p", "attached-label", link.dataset.attached), title, ...partsOf(page));
    colophon ? colophon.before(section) : main.append(section);
  });
}

const signatureOf = (page) => [...page.querySelectorAll(".closing .signer")].map((name) => name.textContent).join();

/** Appends the articles of an issue. */
async function collect() {
  const links = [...main.querySelectorAll(".item-title")];
  const pages = await Promise.all(links.map((link) => fetched(link.href)));
  const articles = pages.filter(Boolean).map((page) => {
    // Articles are issued with their issue.
    page.querySelector(".doc-main .signature")?.remove();
    const column = page.querySelector(".kicker");
    const title = element("h2", "attached-title", ...page.querySelector("h1").childNodes);
    return element("section", "attached", ...column ? [element("p", "attached-label", column.textContent)] : [], title, ...partsOf(page));
  });
  main.after(element("div", "articles document", ...articles));
}

/** Addresses and other long words, which may break anywhere; otherwise the line before them would be stretched. */
const LONG_WORDS = /[!-~]{13,}/g;

/** Gives a class to the words of elements that match. */
function mark(selector, words, className) {
  for (const within of document.querySelectorAll(selector)) {
    const texts = [], walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) if (walker.currentNode.data.match(words) && !walker.currentNode.parentElement.closest("pre, .nb")) texts.push(walker.currentNode);
    for (const text of texts) {
      let end = 0;
      const parts = [];
      for (const word of text.data.matchAll(words)) {
        parts.push(text.data.slice(end, word.index), element("span", className, word[0]));
        end = word.index + word[0].length;
      }
      text.replaceWith(...parts, text.data.slice(end));
    }
  }
}

/** Chooses for each table the size of its letters, and whether it lies on its side: so that no word of it must break. */
function fitTables() {
  for (const box of document.querySelectorAll(".body .table")) {
    const table = box.querySelector("table");
    const lies = box.querySelector("tr > :nth-child(9)") !== null;
    const tries = [...lies ? [] : SIZES.slice(0, 2).map((size) => [size, UPRIGHT]), ...SIZES.map((size) => [size, WIDE])];
    box.classList.add("fitted");
    table.style.width = "min-content";
    const fits = ([size, width]) => {
      box.style.setProperty("--table-size", `${size}pt`);
      return table.offsetWidth <= width;
    };
    const found = tries.find(fits);
    if (!found) {
      box.classList.remove("fitted");
      if (!fits([SIZES.at(-1), WIDE])) box.classList.add("torn");
    }
    box.classList.toggle("wide", found?.[1] !== UPRIGHT);
    table.style.width = "";
    if (box.matches(".wide")) takeName(box);
  }
}

/** Makes 版记 smaller where it would not fit a page. */
function fitColophon() {
  const [colophon, room] = document.querySelectorAll(".doc-main > .colophon");
  if (!colophon) return;
  const width = colophon.style.width;
  colophon.style.width = "156mm";
  const isLong = colophon.offsetHeight > LONGEST_COLOPHON;
  colophon.style.width = width;
  for (const part of [colophon, room]) part.classList.toggle("long", isLong);
}

/** Takes what names a table to its page: a heading, a caption, the title of an attachment. */
function takeName(box) {
  const names = (found) => found?.matches("h2, h3, h4, h5, h6, .attached-label, .attached-title") || found?.matches("p") && /^(附?表|Table )/.test(found.textContent);
  const before = () => box.previousElementSibling ?? box.parentElement.closest(".attached > .body")?.previousElementSibling;
  for (let found = before(); names(found); found = before()) box.prepend(found);
}

/** Wraps what follows the last page that lies on its side, so that 版记 finds the foot of the page. */
function wrapTail() {
  const last = [...main.querySelectorAll(".wide")].at(-1);
  if (!last || !main.querySelector(":scope > .colophon")) return;
  const range = document.createRange();
  range.setStartAfter(last);
  range.setEndAfter(main.lastChild);
  const tail = element("div", "tail", range.extractContents());
  // What the table was in is there once more, perhaps with nothing in it.
  if (!tail.firstElementChild.textContent.trim()) tail.firstElementChild.remove();
  main.append(tail);
}

/** Runs a function while the page has the styles of the paper. */
async function onPaper(work) {
  const sheets = [...document.querySelectorAll("link[media=print]")];
  for (const sheet of sheets) sheet.media = "all";
  // A sheet for other media may not have come yet.
  await Promise.all(sheets.map((sheet) => sheet.sheet ?? new Promise((done) => sheet.addEventListener("load", done))));
  work();
  for (const sheet of sheets) sheet.media = "print";
}

/** Returns which typefaces of a list this machine has none of. */
async function missingOf(typefaces) {
  const isThere = (name) => new FontFace("sought", `local("${name}")`).load().then(() => true, () => false);
  const found = await Promise.all(typefaces.map(async ([, ...names]) => (await Promise.all(names.map(isThere))).includes(true)));
  return typefaces.filter((_, index) => !found[index]).map(([name]) => name);
}

await (document.body.matches(".newsletter") ? collect() : attach());
await Promise.all([...document.querySelectorAll(".attached img")].map((image) => image.decode().catch(() => {})));
mark(".body", LONG_WORDS, "long-word");
await onPaper(() => { fitTables(); fitColophon(); });
wrapTail();
missing.push(...await missingOf([
  ["仿宋", "FangSong", "仿宋", "FangSong_GB2312", "仿宋_GB2312", "STFangsong", "华文仿宋", "FandolFang R"],
  ["小标宋", "FZXiaoBiaoSong-B05S", "方正小标宋简体", "方正小标宋_GBK", "FZXBSJW--GB1-0", "STZhongsong", "华文中宋"],
]));
