// SPDX-License-Identifier: MIT
// A whole Kith for a test: a folder of its own, the real program, real listeners on free ports of 127.0.0.1, ended by its
// own process id. KITH_BIN names the program, KITH_PRODUCT one to take instead if it has been built; KITH_FLOW_DEMO a folder with the invented place, made once for all flows
// (demo.mjs) and copied for each test; KITH_TEST_POSTGRES the folder of a PostgreSQL started by scripts/postgres.
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Visitor } from './visitor.mjs';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const product = process.env.KITH_PRODUCT;
export const program = product && existsSync(product) ? product : (process.env.KITH_BIN ?? join(root, 'build/kith'));
export const own_password = 'lantern meadow quiet tractor';

const folders = [];
const running = new Set();
after(async () => {
  await Promise.all([...running].map((kith) => kith.stop()));
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

export function fresh_folder() {
  const folder = mkdtempSync(join(tmpdir(), 'kith-flow-'));
  folders.push(folder);
  return folder;
}

// One command to its end: {status, out, err}.
export function run(...words) {
  const done = spawnSync(program, words, { encoding: 'utf8', maxBuffer: 64 << 20, timeout: 300000, env: clean_environment() });
  if (done.error) throw done.error;
  return { status: done.status, out: done.stdout, err: done.stderr };
}

function clean_environment() {
  const { KITH_DB, KITH_KEY_FILE, KITH_PASSPHRASE, KITH_NEW_PASSPHRASE, ...rest } = process.env;
  return rest;
}

// A folder with the invented place. Without one that is ready, it is made here.
export function demo_folder() {
  const folder = fresh_folder();
  const ready = process.env.KITH_FLOW_DEMO;
  if (ready && existsSync(join(ready, 'data'))) cpSync(ready, folder, { recursive: true });
  else make_demo(folder);
  return join(folder, 'data');
}

export function make_demo(folder, db = '') {
  const told = run('demo', '--size', 'small', '--data', join(folder, 'data'), ...(db ? ['--db', db] : []));
  if (told.status !== 0) throw new Error(`kith demo ended with ${told.status}: ${told.err}${told.out}`);
  return told;
}

export function one_time_password(data, name, db = '') {
  const told = run('user', 'password', name, '--data', data, ...(db ? ['--db', db] : []));
  if (told.status !== 0) throw new Error(`no password for ${name}: ${told.err}`);
  return told.out.trim();
}

export class Kith {
  out = '';
  err = '';
  ended = null; // {code, signal} when it has ended

  constructor(data, db, words = []) {
    this.data = data;
    this.db = db;
    this.where = ['--data', data, ...(db ? ['--db', db] : [])];
    this.process = spawn(program, ['serve', '--listen', '127.0.0.1:0', '--public', '127.0.0.1:0', ...this.where, ...words], {
      env: clean_environment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.add(this);
    this.process.stdout.on('data', (text) => (this.out += text));
    this.process.stderr.on('data', (text) => (this.err += text));
    this.end = new Promise((resolve) => {
      this.process.on('error', (problem) => {
        this.err += problem.message;
        resolve((this.ended = { code: null, signal: null }));
      });
      this.process.on('close', (code, signal) => resolve((this.ended = { code, signal })));
    });
  }

  static async start(data, { db = '', words = [] } = {}) {
    const kith = new Kith(data, db, words);
    const listens = () => kith.ended || /^staff: .*\n(public: .*\n)?/m.test(kith.out) && (/^public:/m.test(kith.out) || words.includes('--without-public'));
    await until(listens, 'Kith says where it listens', 60000).catch((problem) => {
      throw new Error(`${problem.message}\nit said: ${kith.out}${kith.err}`);
    });
    if (kith.ended) throw new Error(`kith serve ended with ${kith.ended.code}: ${kith.err}`);
    kith.staff = kith.out.match(/^staff:\s+(\S+)/m)[1].replace(/\/$/, '');
    kith.public = kith.out.match(/^public:\s+(\S+)/m)?.[1].replace(/\/$/, '');
    return kith;
  }

  async stop() {
    if (!this.ended) this.process.kill('SIGTERM');
    const end = await this.end;
    running.delete(this);
    return end;
  }

  somebody(headers) {
    return new Visitor(this.public, headers);
  }
  stranger(headers) {
    return new Visitor(this.staff, headers);
  }

  // Somebody of the demo who has chosen a password of their own, signed in.
  async signed_in(name, password = own_password) {
    const visitor = new Visitor(this.staff);
    await visitor.open('/sign-in');
    await visitor.press('Sign in', { name, password });
    if (visitor.page.status !== 200 || visitor.page.path.startsWith('/sign-in')) throw new Error(`${name} cannot sign in: ${visitor.page.status} ${visitor.page.text}`);
    return visitor;
  }
}

// A first sign-in with a one-time password; ends with a password of one's own.
export async function settle_in(visitor, name, one_time, password = own_password) {
  await visitor.open('/sign-in');
  await visitor.press('Sign in', { name, password: one_time });
  await visitor.press('Save the password', { password, again: password });
  return visitor;
}

// Waits for something to come true, asking again and again; says what did not.
export async function until(holds, what, within = 15000) {
  const stop = Date.now() + within;
  for (;;) {
    const value = await holds();
    if (value) return value;
    if (Date.now() > stop) throw new Error(`not within ${within / 1000} s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

export function postgres() {
  const folder = process.env.KITH_TEST_POSTGRES;
  if (!folder || !existsSync(join(folder, 'connection'))) return null;
  return readFileSync(join(folder, 'connection'), 'utf8').trim();
}
export function psql(connection, sql) {
  const done = spawnSync('psql', ['-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', '-d', connection, '-c', sql], { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`psql: ${done.stderr}`);
  return done.stdout.trim();
}
// An empty database of the test's own.
export function fresh_database() {
  const name = `flow_${process.pid}_${Math.random().toString(36).slice(2, 8)}`;
  const server = postgres();
  psql(server, `create database ${name}`);
  after(() => psql(server, `drop database if exists ${name} with (force)`));
  return server.replace(/dbname=\S+/, `dbname=${name}`);
}

// Every file below, with its bytes: what a thief of the folder would read.
export function* files_below(folder) {
  for (const entry of readdirSync(folder)) {
    const path = join(folder, entry);
    if (statSync(path).isDirectory()) yield* files_below(path);
    else yield path;
  }
}
