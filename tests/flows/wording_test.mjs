// SPDX-License-Identifier: MIT
// kith wording: a text in, the phrases that blame and what to write instead. It needs no Kith and keeps nothing.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fresh_folder, program, root, run } from './kith.mjs';

const folder = fresh_folder();
function file(name, text) {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}
const ended = (done, status) => assert.equal(done.status, status, done.out + done.err);

test('each phrase is told with its line, what to write instead, and why', () => {
  const text = 'Zoë was seen at the park.\nShe is hard to reach, and\nputs herself at\nrisk.\n';
  const note = file('note.txt', text);
  const done = run('wording', note);
  ended(done, 1);
  assert.match(done.out, /^2:8: "hard to reach"\n {4}write instead: .+\n {4}why: .+\n3:1: "puts herself at risk"\n/);
  assert.match(done.out, /2 phrases to look at again\. Nothing was changed/);
  assert.equal(readFileSync(note, 'utf8'), text, 'the file is as it was');
  assert.deepEqual(readdirSync(folder), ['note.txt'], 'and nothing is kept');
});

test('for a machine: line, column and length in characters', () => {
  const done = run('wording', '--json', file('note.json.txt', 'Zoë: a lifestyle choice.\n\n“I am streetwise.”\nHe absconded from school.'));
  ended(done, 1);
  const told = JSON.parse(done.out);
  assert.equal(told.found, 2);
  assert.deepEqual(told.lines.map((one) => [one.line, one.flags[0].column, one.flags[0].length, one.flags[0].text, one.flags[0].phrase]), [
    [1, 8, 16, 'lifestyle choice', 'lifestyle_choice'],
    [4, 4, 9, 'absconded', 'absconds'],
  ]);
  for (const one of told.lines) assert.ok(one.flags[0].instead && one.flags[0].why && one.flags[0].source);
  assert.equal(told.ease.sentences, 3);
});

test('quoted words, charges and the record of a person of concern are left alone', () => {
  const kept = file('kept.txt', 'She said “I put myself at risk”.\n> he is streetwise\nHe was charged with sexual activity with a child.\n');
  const done = run('wording', kept);
  ended(done, 0);
  assert.equal(done.out, 'Nothing to look at again.\n');
  const told = file('told.txt', 'She alleges that he hit her.');
  ended(run('wording', told), 1);
  ended(run('wording', told, '--person-of-concern'), 0);
});

test('standard input is read, and an empty text has nothing in it', () => {
  const piped = spawnSync(program, ['wording', '-'], { input: 'He is streetwise.', encoding: 'utf8' });
  assert.equal(piped.status, 1, piped.stderr);
  assert.match(piped.stdout, /^1:7: "streetwise"/);
  assert.equal(spawnSync(program, ['wording', '-'], { input: '' }).status, 0);
});

test('of a table the marks around a cell are no quotation, those inside are', () => {
  const done = run('wording', '--json', file('table.csv', 'id,note\n1,"He is streetwise, we think"\n2,"She said ""I am streetwise"" today"\n3,chaotic\n4,lifestyle\n'));
  ended(done, 1);
  assert.deepEqual(JSON.parse(done.out).lines.map((one) => [one.line, one.flags[0].column]), [[2, 10]]);
});

test('what a child or parent will read is held to plainer words, and its reading age is told', () => {
  const letter = file('letter.txt', 'Your placement will be reviewed at a multi-agency meeting by professionals.');
  ended(run('wording', letter), 0);
  const done = run('wording', letter, '--families');
  ended(done, 1);
  assert.match(done.out, /"placement"[^]*home[^]*It reads as for an age of about \d+/);
});

test('a partnership looks with its own list; one that is wrong is told with its row', () => {
  const own = join(folder, 'own');
  mkdirSync(own);
  for (const name of ['phrases.csv', 'words.csv']) copyFileSync(join(root, 'data/wording', name), join(own, name));
  const head = readFileSync(join(own, 'phrases.csv'), 'utf8').split('\n')[0];
  writeFileSync(join(own, 'phrases.csv'), `${head}\nours,frequent flyer,,,,,,somebody who asked for help often,It mocks,our guide,A frequent flyer,\n`);
  const note = file('own.txt', 'A frequent flyer who is streetwise.');
  const done = run('wording', note, '--list', own);
  ended(done, 1);
  assert.match(done.out, /"frequent flyer"[^]*1 phrase to look at again/);
  writeFileSync(join(own, 'phrases.csv'), `${head}\nours,frequent flyer,,,,,,x,y,z,Somebody else,\n`);
  const wrong = run('wording', note, '--list', own);
  ended(wrong, 3);
  assert.match(wrong.err, /ours is not found in its own example "Somebody else"/);
});

test('wrong usage is 2, what cannot be read 3', () => {
  ended(run('wording'), 2);
  const absent = run('wording', join(folder, 'absent.txt'));
  ended(absent, 2);
  assert.match(absent.err, /There is no file .*absent\.txt/);
  ended(run('wording', folder), 3);
});
