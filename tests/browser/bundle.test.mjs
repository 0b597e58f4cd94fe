// The published scripts of the search are built from their current sources.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';

const root = new URL('../..', import.meta.url).pathname;

test('the bundles are up to date and small', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bundle-'));
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const made = spawnSync('npx', ['--no-install', ...scripts.search.replace('--outdir=themes/official/static/search', `--outdir=${folder}`).split(' ')], { cwd: root, encoding: 'utf8' });
  assert.equal(made.status, 0, made.stderr);
  for (const name of ['ui.js', 'connection.js', 'worker.js', 'suggest.js', 'facets.js']) {
    const published = readFileSync(join(root, 'themes/official/static/search', name), 'utf8');
    assert.equal(published, readFileSync(join(folder, name), 'utf8'), `${name}: run npm run search`);
  }
  const weight = ['ui.js', 'connection.js', 'worker.js'].reduce((sum, name) => sum + gzipSync(readFileSync(join(folder, name))).length, 0);
  assert.ok(weight < 12_000, `${weight} bytes`);
  // Fetched by those who narrow down only.
  const facets = gzipSync(readFileSync(join(folder, 'facets.js'))).length;
  assert.ok(facets < 1_150, `${facets} bytes`);
  rmSync(folder, { recursive: true });
});
