// Leads from an address that is the number of a document or of a standard, such as /鲁医协发〔2026〕1号/ or /T/SDHA 001—2026/, to
// the document: no page lies at each of these.

const NUMBER = /^(.+)[〔[({【](\d{4})年?[〕\])}】]第?0*(\d+)号?$/u;
// The prefix with a stroke or without one; a code that ends in a digit has a space behind it.
const STANDARD = /^(?:T *[/_] *([A-Z\d]*[A-Z](?:\d+(?= ))?)|(GBZ|GBJ|[A-Z]{2}|DB\d{2,6})(?: *[/_] *([TZ]))?) *(\d+(?:\.\d+)*) *[-‐‑–—―−─一]+ *(\d{4})$/iu;

// One spelling for full and half width, with one kind of space.
const narrow = (text) => text.normalize("NFKC").replace(/[\u200b-\u200f\u2060\ufeff]/g, "").replace(/\s+/g, " ").trim();
const plain = (text) => narrow(text).replace(/ /g, "");

/**
 * Returns the address that a path names by its number; `registers` are addresses by code, such as /lyxf/, `standards` is that of
 * all standards, if the site has any.
 */
export function addressOf(path, registers, standards) {
  let typed;
  try {
    typed = decodeURIComponent(path).replace(/\/+$/, "");
  } catch (error) {
    return null;
  }
  // Only right below the root of the site: elsewhere ws1-2026 is a name.
  const root = standards && decodeURI(standards).replace(/standards\/$/, "");
  const standard = standards && typed.startsWith(root) && narrow(typed.slice(root.length)).match(STANDARD);
  if (standard) {
    const [, society, body, kind, serial, year] = standard;
    const prefix = society ?? (kind ? `${body}-${kind}` : body);
    return `${standards}${`${prefix}-${serial}-${year}`.toLowerCase().replace(/\./g, "-")}/`;
  }
  const found = plain(typed.split("/").pop()).match(NUMBER);
  if (!found) return null;
  const [, code, year, serial] = found;
  const register = [...registers].find(([own]) => plain(own) === code)?.[1];
  return register ? `${register}${year}/${serial}/` : null;
}

if (typeof document !== "undefined") {
  const links = document.querySelectorAll("a[data-code]");
  const standards = document.querySelector("a[data-standards]")?.getAttribute("href");
  const address = addressOf(location.pathname, [...links].map((link) => [link.dataset.code, link.getAttribute("href")]), standards);
  if (address) location.replace(address + location.hash);
}
