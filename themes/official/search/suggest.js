// Suggests expressions of the site for a query that found nothing: those with the typed pinyin, or with similar characters.

import { tokens } from './tokens.js';

const MAX_SUGGESTIONS = 6;

/** Returns the best suggestions for a query. */
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
  return ranked.slice(0, MAX_SUGGESTIONS).map(({ term }) => term);
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
  const edits = distance(left, right);
  return edits <= Math.max(1, Math.floor(left.length / 4)) && edits < Math.min(left.length, right.length) - 1 ? 3 - edits : 0;
}

/** The edit distance; 9 if the lengths differ by more than three. */
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
