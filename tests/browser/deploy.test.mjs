// `gongbao deploy` over a real rclone, into a folder and over the SFTP server of OpenSSH: whoever reads meanwhile sees whole
// files of one edition and none missing; what is killed is completed; an earlier deployment is returned to.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, normalize } from 'node:path';
import { after, before, test } from 'node:test';
import { gongbao, gongbaoCommand } from './site.mjs';

const SFTP_SERVER = '/usr/lib/openssh/sftp-server';
const EDITIONS = Number(process.env.EDITIONS ?? 6);
const KILLS = Number(process.env.KILLS ?? 4);
const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

let folder;
/** For each edition its folder, and its files by path with their sums. */
const editions = [];

before(() => {
  const rclone = spawnSync('rclone', ['version'], { encoding: 'utf8' });
  assert.equal(rclone.status, 0, 'no rclone on the search path: `bash tests/run` installs one');
  folder = mkdtempSync(join(tmpdir(), 'gongbao-deploy-'));
  const site = join(folder, 'site');
  assert.equal(gongbao(['init', site]).status, 0);
  mkdirSync(join(site, 'static'));
  for (let edition = 0; edition < EDITIONS; edition += 1) {
    const document = (name, serial, text) => writeFileSync(join(site, `content/notices/${name}.md`),
      `---\ntitle: 关于第${edition}版的通知\nnumber: 某协发〔2026〕${serial}号\ndate: 2026-03-15\n---\n\n${text}\n`);
    document('changing', 90, `第${edition}版。`.repeat(4000));
    // Every other edition has a document that the next one has not.
    if (edition % 2) document('coming', 91, '来去。'); else rmSync(join(site, 'content/notices/coming.md'), { force: true });
    writeFileSync(join(site, 'static/custom.css'), `/* ${edition} */\n`.repeat(5000));
    const output = join(folder, `edition-${edition}`);
    const built = gongbao(['build', '--quiet', '--root', site, '--date', '2026-11-22', '--output', output]);
    assert.equal(built.status, 0, built.stderr);
    const { files } = JSON.parse(readFileSync(join(output, 'manifest.json')));
    editions.push({ output, files: new Map(files.map(({ path, sha256: sum }) => [path, sum])) });
  }
});
after(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a deployment beside the reader. `killedAfter` is in milliseconds. */
function deploy(words, killedAfter) {
  const [program, ...rest] = gongbaoCommand(['deploy', '--lang', 'en', ...words]);
  const child = spawn(program, rest, { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let said = '', listed = '';
  child.stderr.on('data', (bytes) => { said += bytes; });
  child.stdout.on('data', (bytes) => { listed += bytes; });
  // The whole group, as a machine that is switched off takes rclone with it.
  const timer = killedAfter === undefined ? undefined : setTimeout(() => { try { process.kill(-child.pid, 'SIGKILL'); } catch { /* It has ended. */ } }, killedAfter);
  return new Promise((resolve) => child.on('close', (status) => { clearTimeout(timer); resolve({ status, said, listed }); }));
}

/** Reads without a pause until stopped: pages with what they name, and the files of the search. Returns what was wrong. */
function reader(target) {
  const known = new Map();
  for (const { files } of editions) for (const [path, sum] of files) known.set(path, (known.get(path) ?? new Set()).add(sum));
  const faults = [];
  let reads = 0, stopped = false;
  const read = async (path, why) => {
    reads += 1;
    try {
      const bytes = await readFile(join(target, path));
      if (!known.get(path)?.has(sha256(bytes))) faults.push(`${path} is torn (${bytes.length} bytes), ${why}`);
      return bytes.toString();
    } catch (error) {
      faults.push(`${path}: ${error.code}, ${why}`);
      return '';
    }
  };
  const done = (async () => {
    const always = [...editions[0].files.keys()].filter((path) => path.endsWith('.html') && editions.every(({ files }) => files.has(path)));
    for (let turn = 0; !stopped; turn += 1) {
      // Half of the time is left to rclone.
      if (turn % 20 === 0) await pause(20);
      const page = turn % 3 ? always[turn % always.length] : 'index.html';
      const html = await read(page, 'asked for');
      for (const [, address] of html.matchAll(/(?:<link rel="stylesheet"[^>]*? href|<script[^>]*? src|<img[^>]*? src)="(\/[^"#?]*)/g)) {
        await read(decodeURIComponent(address.slice(1)), `named by ${page}`);
      }
      if (turn % 5 === 0) {
        const entry = JSON.parse(await read('search/search.json', 'asked for') || '{}');
        for (const key of ['slot_table', 'columns', 'dictionary', 'folding', 'suggestions']) {
          if (entry[key]) await read(normalize(`search/${entry[key]}`), 'named by search.json');
        }
      }
    }
  })();
  return { stop: async () => { stopped = true; await done; return { faults, reads }; } };
}

/** Asserts that the target is exactly an edition. */
function assertIs(target, edition) {
  const said = gongbao(['verify', '--lang', 'en', target, '--manifest', join(edition.output, 'manifest.json')]);
  assert.equal(said.status, 0, said.stdout + said.stderr);
}

const sftp = (path) => {
  assert.ok(existsSync(SFTP_SERVER), `no SFTP server at ${SFTP_SERVER}: install the package openssh-sftp-server`);
  // The server without the network: rclone takes any program in the place of ssh.
  const ssh = join(folder, 'ssh');
  writeFileSync(ssh, `#!/bin/sh\nexec ${SFTP_SERVER}\n`);
  chmodSync(ssh, 0o755);
  return `:sftp,ssh=${ssh},shell_type=none:${path}`;
};

for (const [kind, remote] of [['a folder', (path) => path], ['a server by SFTP', sftp]]) {
  test(`a reader sees whole files and none missing while editions are deployed to ${kind}`, async () => {
    const target = join(folder, `www-${kind.length}`), state = join(folder, `state-${kind.length}`);
    const words = (edition, ...more) => [remote(target), '--state', remote(state), '--output', edition.output, ...more];
    const first = await deploy(words(editions[0]));
    assert.equal(first.status, 0, first.said);
    const reading = reader(target);
    for (const edition of editions.slice(1)) {
      const { status, said } = await deploy(words(edition));
      assert.equal(status, 0, said);
    }
    const { faults, reads } = await reading.stop();
    console.log(`# ${kind}: ${EDITIONS} deployments, ${reads} files read, ${faults.length} faults`);
    assert.deepEqual(faults.slice(0, 5), []);
    assert.ok(reads > 500, `only ${reads} files were read`);
    // Without grace what is old goes.
    assert.equal((await deploy(words(editions.at(-1), '--grace', '0'))).status, 0);
    assertIs(target, editions.at(-1));
    assert.ok(!existsSync(join(target, 'mxf/2026/90')) || existsSync(join(target, 'mxf/2026/90/index.html')), 'an empty folder stays');

    // Back by one, and by name to another.
    const back = await deploy(words(editions.at(-1), '--rollback', '--grace', '0'));
    assert.equal(back.status, 0, back.said);
    assertIs(target, editions.at(-2));
    const id = sha256(readFileSync(join(editions.at(-5).output, 'manifest.json'))).slice(0, 16);
    const named = await deploy(words(editions.at(-1), `--rollback=${id}`, '--grace', '0'));
    assert.equal(named.status, 0, named.said);
    assertIs(target, editions.at(-5));
    const unknown = await deploy(words(editions.at(-1), '--rollback=0000'));
    assert.equal(unknown.status, 2);
    assert.match(unknown.said, /no deployment 0000; there are: .*[0-9a-f]{16}/);
  });
}

test('a deployment that was killed at any moment is completed by the next', async () => {
  const target = join(folder, 'www-killed');
  // Not from an empty folder each time: whole editions lie below.
  assert.equal((await deploy([target, '--output', editions[0].output])).status, 0);
  let killed = 0;
  for (let round = 0; round < KILLS; round += 1) {
    const [next, other] = [editions[(round + 1) % EDITIONS], editions[(round + 2) % EDITIONS]];
    const reading = reader(target);
    const { status } = await deploy([target, '--output', next.output], 200 + ((round * 350) % 2730));
    killed += status === null ? 1 : 0;
    const { faults } = await reading.stop();
    assert.deepEqual(faults.slice(0, 3), [], `killed in round ${round}`);
    // The same edition or another one completes it.
    const edition = round % 2 ? next : other;
    const resumed = await deploy([target, '--output', edition.output, '--grace', '0']);
    assert.equal(resumed.status, 0, resumed.said);
    assertIs(target, edition);
  }
  assert.ok(killed > KILLS / 3, `only ${killed} of ${KILLS} were killed`);
});

test('a first deployment that was killed is completed, and nothing foreign is written over', async () => {
  const target = join(folder, 'www-first');
  for (const time of [250, 700, 1500]) {
    await deploy([target, '--output', editions[0].output], time);
    // What rclone leaves of a file when it is killed while it writes.
    const state = join(folder, '.www-first.gongbao-deploy/state.json');
    const isUnderWay = existsSync(state) && Object.keys(JSON.parse(readFileSync(state)).touched).length > 0;
    if (isUnderWay) mkdirSync(target, { recursive: true });
    if (isUnderWay) writeFileSync(join(target, 'index.html.0123abcd.partial'), 'half');
    const resumed = await deploy([target, '--output', editions[1].output, '--grace', '0']);
    assert.equal(resumed.status, 0, resumed.said);
    assertIs(target, editions[1]);
    rmSync(target, { recursive: true });
    rmSync(join(folder, '.www-first.gongbao-deploy'), { recursive: true });
  }
  mkdirSync(target);
  writeFileSync(join(target, 'index.html'), 'another site');
  const refused = await deploy([target, '--output', editions[0].output]);
  assert.equal(refused.status, 2);
  assert.match(refused.said, /holds files that gongbao did not deploy \(such as index.html\)/);
  assert.equal(readFileSync(join(target, 'index.html'), 'utf8'), 'another site');
});

test('only what has changed is sent, and a dry run sends nothing', async () => {
  const target = join(folder, 'www-dry');
  const words = (edition, ...more) => [target, '--output', edition.output, ...more];
  assert.equal((await deploy(words(editions[0]))).status, 0);
  const { status, listed } = await deploy(words(editions[1], '--dry-run'));
  assert.equal(status, 0);
  assertIs(target, editions[0]);
  const uploads = listed.split('\n').filter((line) => line.startsWith('upload\t')).map((line) => line.slice(7));
  const changed = [...editions[1].files].filter(([path, sum]) => editions[0].files.get(path) !== sum).map(([path]) => path);
  assert.deepEqual([...uploads].sort(), changed.sort());
  const order = (path) => (path === 'search/search.json' ? 2 : path.endsWith('.html') ? 1 : 0);
  assert.deepEqual(uploads.map(order), uploads.map(order).sort(), 'what pages refer to comes first');
  assert.match((await deploy(words(editions[0]))).said, /: 0 files uploaded, 0 removed/);
});

test('what must not be deployed is refused', async () => {
  const damaged = join(folder, 'damaged'), target = join(folder, 'www-refused');
  cpSync(editions[0].output, damaged, { recursive: true });
  writeFileSync(join(damaged, 'index.html'), 'changed');
  const refused = async (words, expected, options = {}) => {
    const [program, ...rest] = gongbaoCommand(['deploy', '--lang', 'en', ...words]);
    const { status, stderr } = spawnSync(program, rest, { encoding: 'utf8', ...options });
    assert.equal(status, 2, stderr);
    assert.match(stderr, expected);
    assert.ok(!existsSync(target));
  };
  await refused([target, '--output', damaged], /differs from its manifest \(such as index.html\)/);
  await refused(['oss:bucket', '--output', damaged], /name with --state a place that readers cannot reach/);
  await refused([target, '--state', join(target, '.state'), '--output', damaged], /readers can reach what was withdrawn/);
  await refused([target, '--rollback'], /no earlier deployment/);
  // Without rclone, and with one that writes files in place.
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  const env = { ...process.env, PATH: bin };
  if (process.env.GONGBAO) {
    await refused([target, '--output', editions[0].output], /deploying needs rclone, which was not found/, { env });
    writeFileSync(join(bin, 'rclone'), '#!/bin/sh\necho "rclone v1.60.1-DEV"\n');
    chmodSync(join(bin, 'rclone'), 0o755);
    await refused([target, '--output', editions[0].output], /rclone v1.60.1-DEV is too old/, { env });
  }
});
