// What the reader may have meant: expressions of this site whose pinyin, or nearly whose characters, were typed.

import { tokens } from './tokens.js';

const MOST = 6;

/** Up to six expressions for a query that found nothing. */
export async function suggest(files, text) {
  const typed = tokens(text).map((token) => token.text).join('').slice(0, 40);
  if (typed.length < 2) return [];
  files.terms ??= (await files.text(files.entry.suggestions)).split('\n').filter(Boolean).map((line) => {
    const [term, syllables] = line.split('\t');
    return { term, pinyin: syllables.replaceAll(' ', ''), initials: syllables.split(' ').map((syllable) => syllable[0]).join('') };
  });
  const rank = /^[a-z]+$/.test(typed) ? byPinyin : byCharacters;
  const ranked = files.terms.map((entry, index) => ({ term: entry.term, score: rank(typed, entry), index })).filter(({ score }) => score);
  ranked.sort((a, b) => b.score - a.score || a.index - b.index);
  return ranked.slice(0, MOST).map(({ term }) => term);
}

function byPinyin(typed, { pinyin, initials }) {
  if (pinyin === typed || initials === typed) return 4;
  if (pinyin.startsWith(typed) || (typed.length > 2 && initials.startsWith(typed))) return 3;
  return typed.length > 4 && distance(pinyin, typed) < 2 ? 2 : 0;
}

function byCharacters(typed, { term }) {
  const [left, right] = [[...typed], [...term]];
  if (right.length < 2 || left.length > 12) return 0;
  if (typed.includes(term)) return 1 + right.length / 10;
  const far = distance(left, right);
  return far <= Math.max(1, Math.floor(left.length / 4)) && far < Math.min(left.length, right.length) - 1 ? 3 - far : 0;
}

/** How many characters must be changed, added or dropped. */
function distance(left, right) {
  if (Math.abs(left.length - right.length) > 3) return 9;
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= right.length; j += 1) next.push(Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (left[i - 1] === right[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[right.length];
}
