// Makes traditional.txt, the folding table of the search: traditional → simplified ideographs, and the supplementary
// radicals that Unicode's own compatibility mapping leaves alone. Run it where `npm i opencc-js` and Perl are at hand:
//
//     node src/search/data/traditional.mjs > src/search/data/traditional.txt
//
// The characters come from OpenCC (TSCharacters, Apache-2.0); the radicals from Unicode's
// EquivalentUnifiedIdeograph property, which Perl carries.
import { createRequire } from 'node:module';
import { execFileSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { join, dirname } from 'node:path';

const home = dirname(createRequire(join(process.cwd(), 'x.js')).resolve('opencc-js'));
const { default: characters } = await import(pathToFileURL(join(home, '../esm-lib/dict/TSCharacters.js')));

const simple = new Map(characters.split('|').map((entry) => entry.split(' ')).map(([from, to]) => [from, [...to][0]]));
const perl = `my($l,$m)=prop_invmap("EqUIdeo");
for my $i (0..$#$l-1){ next unless $m->[$i]; for my $j (0..$l->[$i+1]-$l->[$i]-1){
  print chr($l->[$i]+$j), ($m->[$i] =~ /\\D/ ? chr(hex $m->[$i]) : chr($m->[$i])), "\\n"; } }`;
const radicals = execFileSync('perl', ['-MUnicode::UCD=prop_invmap', '-CO', '-e', perl]).toString().split('\n')
  .map((line) => [...line]).filter(([from]) => from >= '\u2e80' && from <= '\u2eff');

const table = new Map(simple);
for (const [from, to] of radicals) table.set(from, simple.get(to) ?? to);
const pairs = [...table].filter(([from, to]) => from !== to && from.normalize('NFKD') === from);
pairs.sort(([a], [b]) => a.codePointAt(0) - b.codePointAt(0));
process.stdout.write(
  '# Traditional to simplified ideographs, and radicals to ideographs: pairs of characters, in code point order.\n' +
  '# From OpenCC (https://github.com/BYVoid/OpenCC), Apache License 2.0, and the Unicode Character Database. Made by traditional.mjs.\n' +
  pairs.map((pair) => pair.join('')).join('').replace(/.{1,160}/gsu, '$&\n'));
