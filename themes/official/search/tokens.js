// Splits text into tokens exactly as the build does (src/search/tokens.rs, fold.rs): an ideograph, a run of letters or a run of
// digits is one. The cases in tests/tokens.json test both.

const DROPPED = /[\u0300-\u036f\u3099\u309a\u00ad\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\u{e0000}-\u{e0fff}]/u;
const HAN = /[\u3005-\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/u;
const LETTER = /\p{Alphabetic}/u;

export const isHan = (text) => HAN.test(text);

/** The folded characters of one character; `table` maps traditional ideographs to simplified ones. */
function fold(character, table) {
  if (character >= '\u4e00' && character <= '\u9fff') return [table?.get(character) ?? character];
  if (character < '\u0080') return [character.toLowerCase()];
  const folded = [];
  for (const part of [...character.normalize('NFKD')].map((part) => part.toLowerCase()).join('')) {
    if (part === '○' || part === '◯') folded.push('〇');
    else if (!DROPPED.test(part)) folded.push(table?.get(part) ?? part);
  }
  return folded;
}

/** 1 for Han, 2 for a letter, 3 for a digit, 0 for a separator. */
function classOf(character) {
  if (character >= '\u4e00' && character <= '\u9fff') return 1;
  if (character < '\u0080') {
    if (character >= 'a' && character <= 'z') return 2;
    return character >= '0' && character <= '9' ? 3 : 0;
  }
  return HAN.test(character) ? 1 : LETTER.test(character) ? 2 : 0;
}

/** The tokens of one block: `{ text, start, end }`, with offsets in the original text. */
export function tokens(text, table) {
  const found = [];
  let previous = 0, start = 0;
  for (const character of text) {
    const end = start + character.length;
    for (const folded of fold(character, table)) {
      const kind = classOf(folded);
      const last = found[found.length - 1];
      if (kind > 1 && kind === previous) {
        last.text += folded;
        last.end = end;
      } else if (kind) found.push({ text: folded, start, end, digit: kind === 3 });
      previous = kind;
    }
    start = end;
  }
  return joinDecimals(text, joinThousands(text, found));
}

const isBetween = (text, left, right, sign) => left?.digit && right?.digit && sign.test(text.slice(left.end, right.start));

// Joins the groups of a number such as 1,234,500, so that it is found by 1234500 too; not those of a list such as 1,2,345.
function joinThousands(text, found) {
  const joined = [];
  for (let first = 0; first < found.length;) {
    let next = first + 1;
    while (next < found.length && isBetween(text, found[next - 1], found[next], /^[,，]$/)) next += 1;
    const groups = found.slice(first, next);
    const isNumber = groups.length > 1 && groups[0].text.length <= 3 && groups.slice(1).every((group) => group.text.length === 3);
    if (isNumber) joined.push({ text: groups.map((group) => group.text).join(''), start: groups[0].start, end: groups[groups.length - 1].end, digit: true });
    else joined.push(...groups);
    first = next;
  }
  return joined;
}

// Joins the two parts of a decimal such as 3.5, but not the three of a date such as 2026.3.15.
function joinDecimals(text, found) {
  const hasPoint = (index) => isBetween(text, found[index], found[index + 1], /^[.．]$/);
  const joined = [];
  found.forEach((token, index) => {
    if (hasPoint(index - 1) && !hasPoint(index) && !hasPoint(index - 2)) {
      const last = joined[joined.length - 1];
      last.text += '.' + token.text;
      last.end = token.end;
    } else joined.push(token);
  });
  return joined;
}

/**
 * The words of a text: tokens without anything between them, none of them Han, one a letter. Each is a list of tokens.
 */
export function words(found) {
  const joined = [];
  for (const token of found) {
    const word = joined[joined.length - 1], last = word?.[word.length - 1];
    if (last && last.end === token.start && !isHan(last.text) && !isHan(token.text)) word.push(token);
    else joined.push([token]);
  }
  return joined.filter((word) => !isHan(word[0].text) && word.some((token) => !token.digit));
}

export const textOf = (word) => word.map((token) => token.text).join('');
// A part of three characters is found anywhere in a word, one of two where a word begins with it, digits alone from five on
// (src/search/word_parts.rs).
const PIECE = 3, PREFIX = 2, DIGITS = 5;

/** The part of a word that some tokens are, or null if they are something else or too short. */
export function partOf(found) {
  const isJoined = found.every((token, index) => !isHan(token.text) && (!index || found[index - 1].end === token.start));
  const part = textOf(found), shortest = found.some((token) => !token.digit) ? PREFIX : DIGITS;
  return isJoined && [...part].length >= shortest ? part : null;
}

/** The hashes of the terms that all words have of which this is a part; first those that share no character. */
export function partTerms(part) {
  const characters = [...part];
  if (characters.length === PREFIX) return [hash(['^', part])];
  const starts = characters.slice(PIECE - 1).map((_, start) => start);
  const apart = [...starts.filter((start) => start % PIECE === 0), ...starts.filter((start) => start % PIECE)];
  return [...new Set(apart.map((start) => hash(['~', characters.slice(start, start + PIECE).join('')])))];
}

/** The ranges of a text in which its words have a part. A token of which a character was folded to several is taken whole. */
export function partRanges(found, part) {
  const isPrefix = [...part].length === PREFIX;
  return words(found).flatMap((word) => {
    const ranges = [], text = textOf(word);
    for (let at = text.indexOf(part); at >= 0 && (!isPrefix || at === 0); at = text.indexOf(part, at + part.length)) {
      let before = 0, start, end;
      for (const token of word) {
        const isOneToOne = token.end - token.start === token.text.length;
        const after = before + token.text.length;
        if (start === undefined && at < after) start = isOneToOne ? token.start + at - before : token.start;
        if (end === undefined && at + part.length <= after) end = isOneToOne ? token.start + at + part.length - before : token.end;
        before = after;
      }
      ranges.push([start, end]);
    }
    return ranges;
  });
}

/** The hash of a term, from its parts. */
export function hash(parts) {
  let state = 0x811c9dc5;
  for (const part of parts) {
    for (const character of part) state = Math.imul(state ^ character.codePointAt(0), 0x01000193);
    state = Math.imul(state ^ 0x1f, 0x01000193);
  }
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return (state ^ (state >>> 16)) >>> 0;
}

/** The parts of a document number that all spellings share: 鲁医协发〔2026〕第01号 → 鲁 医 协 发 2026 1, T/SDHA 001—2026 → t sdha 1 2026. Null for other texts. */
export function numberKey(found) {
  const key = [];
  let digits = 0, closed = false;
  for (const { text } of found) {
    const afterDigits = /^\d/.test(key[key.length - 1] ?? '');
    if (text === '第' || (text === '年' && afterDigits)) continue;
    if (text === '号' && afterDigits) closed = true;
    else if (closed) return null;
    else if (/^\d+$/.test(text)) {
      digits += 1;
      key.push(text.replace(/^0+(?=\d)/, ''));
    } else key.push(text);
  }
  const isNumber = /^\d/.test(key[key.length - 1] ?? '') && key.length > 1 && key.length <= 24 && (digits > 1 || closed || /^[a-z]/.test(key[0]));
  return isNumber ? key : null;
}

// Simplified text consists of the characters of GB 2312. Only other characters are folded, and these few of GB 2312.
const OTHERS = '乾吒夥後徵拚捱摺於榘菸薹袷醣麴麽';
let simple;

/** Whether folding the text may need the table of traditional ideographs, which is a download. */
export function needsTable(text) {
  if (!simple) {
    const bytes = new Uint8Array(72 * 94 * 2);
    for (let index = 0; index < 72 * 94; index += 1) {
      bytes[2 * index] = 0xb0 + Math.floor(index / 94);
      bytes[2 * index + 1] = 0xa1 + (index % 94);
    }
    simple = new Set(new TextDecoder('gbk').decode(bytes));
    for (const character of OTHERS) simple.delete(character);
  }
  return [...text].some((character) => character >= '\u2e80' && /\p{Script=Han}/u.test(character) && !simple.has(character));
}
