// Writes a new site with all samples of its settings switched on: logo, colour, navigation of two levels, announcement, imprint.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './site.mjs';

const logo = (colour) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><circle cx="32" cy="32" r="30" fill="${colour}"/></svg>`;
// Samples are commented without a space after the sign. Some need a font, a browser or another order of the home page.
const SAMPLE = /^(\s*)#(?! (?! ))(?!card|paper|raw_html|checks|extra|home)/;

export function writeSettingsSite(folder) {
  cpSync(join(root, 'starter'), folder, { recursive: true });
  const lines = readFileSync(join(root, 'starter/site.yaml'), 'utf8').split('\n');
  writeFileSync(join(folder, 'site.yaml'), lines.map((line) => line.replace(SAMPLE, '$1')).join('\n'));
  mkdirSync(join(folder, 'static'));
  writeFileSync(join(folder, 'static/logo.svg'), logo('#1d4f86'));
  writeFileSync(join(folder, 'static/logo-dark.svg'), logo('#92bdf0'));
  writeFileSync(join(folder, 'static/wechat.png'), logo('#000'));
  writeFileSync(join(folder, 'static/custom.css'), '.lead { font-style: italic }\n');
}
