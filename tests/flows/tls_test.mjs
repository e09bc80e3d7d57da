// SPDX-License-Identifier: MIT
// TLS spoken by Kith itself, on both sides: what it shows, what it refuses, and a new certificate without a pause.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import tls from 'node:tls';
import { Kith, demo_folder, fresh_folder, run, until } from './kith.mjs';

let kith;
let folder;
let cert;
let key;

function certificate(name, days = '2') {
  const made = { cert: join(folder, `${name}.pem`), key: join(folder, `${name}.key`) };
  const done = spawnSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', days, '-subj', `/CN=${name}`, '-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', made.key, '-out', made.cert], { encoding: 'utf8' });
  assert.equal(done.status, 0, done.stderr);
  return made;
}
const port_of = (url) => Number(new URL(url).port);
const connected = (port, options = {}) =>
  new Promise((resolve, reject) => {
    const socket = tls.connect({ host: '127.0.0.1', port, rejectUnauthorized: false, ...options }, () => resolve(socket));
    socket.on('error', reject);
  });
// Says the bytes and hears all until the server ends the connection.
const said = (port, bytes) =>
  new Promise((resolve, reject) => {
    const socket = tls.connect({ host: '127.0.0.1', port, rejectUnauthorized: false }, () => socket.write(bytes));
    const heard = [];
    socket.on('data', (piece) => heard.push(piece));
    socket.on('end', () => resolve(Buffer.concat(heard).toString('latin1')));
    socket.on('error', (problem) => (heard.length ? resolve(Buffer.concat(heard).toString('latin1')) : reject(problem)));
    socket.setTimeout(30000, () => reject(new Error(`no end to ${bytes.slice(0, 60)}`)));
  });
const get = (path, more = '') => `GET ${path} HTTP/1.1\r\nHost: kith\r\nConnection: close\r\n${more}\r\n`;
const shown_by = async (port) => {
  const socket = await connected(port);
  const name = socket.getPeerCertificate().subject.CN;
  socket.destroy();
  return name;
};

before(async () => {
  folder = fresh_folder();
  ({ cert, key } = certificate('first.example'));
  kith = await Kith.start(demo_folder(), { words: ['--tls-cert', cert, '--tls-key', key] });
});
after(() => kith?.stop());

test('both sides answer over TLS 1.3 and 1.2, and say that it stays so', async () => {
  assert.match(kith.staff, /^https:/);
  assert.match(kith.public, /^https:/);
  for (const url of [kith.staff, kith.public]) {
    const answer = await said(port_of(url), get(url === kith.staff ? '/sign-in' : '/'));
    assert.match(answer, /^HTTP\/1\.1 200 /);
    assert.match(answer, /\r\nStrict-Transport-Security: max-age=63072000; includeSubDomains\r\n/);
    assert.ok(answer.endsWith('</html>\n') || answer.includes('</html>'), 'the page came whole');
    for (const version of ['TLSv1.2', 'TLSv1.3']) {
      const socket = await connected(port_of(url), { minVersion: version, maxVersion: version });
      assert.equal(socket.getProtocol(), version);
      assert.match(socket.getCipher().standardName, /GCM|CHACHA20/);
      socket.destroy();
    }
  }
});

test('what is older than TLS 1.2, or no TLS at all, is let go', async () => {
  await assert.rejects(connected(port_of(kith.staff), { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT:@SECLEVEL=0' }));
  await assert.rejects(connected(port_of(kith.staff), { maxVersion: 'TLSv1.2', ciphers: 'AES128-SHA' }));
  await assert.rejects(kith.stranger().ask('GET', kith.staff.replace('https', 'http') + '/healthz'));
});

test('whatever has two readings is refused over TLS too, and the connection ends', async () => {
  const head = 'POST / HTTP/1.1\r\nHost: kith\r\n';
  for (const bytes of [
    `${head}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    `${head}Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc`,
    `${head}Content-Length: +3\r\n\r\nabc`,
    `${head}Transfer-Encoding: gzip\r\n\r\nabc`,
    'GET / HTTP/1.1\r\n\r\n',
    'GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n',
    'GET / HTTP/1.1\nHost: kith\n\n',
    'GET / HTTP/1.1\r\nHost: kith\r\nX: a\r\n b\r\n\r\n',
    'GET / HTTP/1.1\r\nHost: kith\r\nX: a\0b\r\n\r\n',
  ])
    assert.match(await said(port_of(kith.staff), bytes), /^HTTP\/1\.1 400 /, JSON.stringify(bytes));
});

test('whoever never ends the greeting or the header is let go after ten seconds', async () => {
  const began = Date.now();
  const net = await import('node:net');
  const ended = (socket) => new Promise((resolve) => socket.on('close', resolve).on('error', () => {}).resume());
  const silent = net.connect(port_of(kith.staff), '127.0.0.1');
  const half = await connected(port_of(kith.staff));
  half.write('GET / HTTP/1.1\r\nHo');
  await Promise.all([ended(silent), ended(half)]);
  assert.ok(Date.now() - began < 25000, `after ${Date.now() - began} ms`);
});

test('a new certificate is shown after SIGHUP, on both sides; one that does not fit changes nothing', async () => {
  assert.equal(await shown_by(port_of(kith.staff)), 'first.example');
  const held = await connected(port_of(kith.staff));
  const second = certificate('second.example');
  copyFileSync(second.cert, cert);
  kith.process.kill('SIGHUP');
  await until(() => kith.err.includes('The certificate in use stays'), 'the key of another is refused');
  assert.equal(await shown_by(port_of(kith.staff)), 'first.example');
  copyFileSync(second.key, key);
  kith.process.kill('SIGHUP');
  for (const url of [kith.staff, kith.public]) await until(async () => (await shown_by(port_of(url))) === 'second.example', `the new certificate of ${url}`);
  held.write(get('/healthz'));
  await new Promise((resolve) => held.once('data', (piece) => resolve(assert.match(piece.toString(), /^HTTP\/1\.1 200 /))));
  held.destroy();
});

test('what does not read, does not fit or is half of it is said, and nothing is served', () => {
  const other = certificate('other.example');
  writeFileSync(join(folder, 'nonsense.pem'), 'no certificate');
  const refusals = [
    [['--tls-cert', other.cert], 'TLS needs both'],
    [['--tls-cert', join(folder, 'missing.pem'), '--tls-key', other.key], 'cannot be read'],
    [['--tls-cert', join(folder, 'nonsense.pem'), '--tls-key', other.key], 'The certificate does not read'],
    [['--tls-cert', other.cert, '--tls-key', key], 'The key'],
    [['--tls-cert', other.cert, '--tls-key', join(folder, 'nonsense.pem')], 'The key does not read'],
  ];
  for (const [words, sentence] of refusals) {
    const told = run('serve', '--listen', '127.0.0.1:0', '--public', '127.0.0.1:0', '--data', join(folder, 'none'), ...words);
    assert.equal(told.status, 2, told.err);
    assert.ok(told.err.includes(sentence), told.err);
  }
});
