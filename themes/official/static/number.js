// Leads from an address that is a document number, such as /鲁医协发〔2026〕1号/, to the document: no page lies at each of these.

const NUMBER = /^(.+)[〔[({【](\d{4})年?[〕\])}】]第?0*(\d+)号?$/u;

// One spelling for full and half width, without spaces.
const plain = (text) => text.normalize("NFKC").replace(/\s/g, "");

/** Returns the address that a path names by its number; `registers` are addresses by code, such as /lyxf/. */
export function addressOf(path, registers) {
  let number = path.split("/").filter(Boolean).pop() ?? "";
  try {
    number = decodeURIComponent(number);
  } catch (error) {
    return null;
  }
  const found = plain(number).match(NUMBER);
  if (!found) return null;
  const [, code, year, serial] = found;
  const register = [...registers].find(([own]) => plain(own) === code)?.[1];
  return register ? `${register}${year}/${serial}/` : null;
}

if (typeof document !== "undefined") {
  const links = document.querySelectorAll("a[data-code]");
  const address = addressOf(location.pathname, [...links].map((link) => [link.dataset.code, link.getAttribute("href")]));
  if (address) location.replace(address + location.hash);
}
