// SPDX-License-Identifier: MIT
// kith clock: by when is a duty due? It needs no Kith.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fresh_folder, root, run } from './kith.mjs';

const nowhere = ['--data', join(fresh_folder(), 'none')];
const ended = (done, status) => assert.equal(done.status, status, done.out + done.err);
function due(rule, from, ...more) {
  const done = run('clock', rule, '--from', from, '--json', ...nowhere, ...more);
  ended(done, 0);
  return JSON.parse(done.out);
}
function refused(words, says) {
  const done = run('clock', ...words, ...nowhere);
  ended(done, 2);
  assert.equal(done.out, '');
  assert.match(done.err, says);
}

test('a child back at 00:40 on the night the clocks go forward is heard 72 hours later, in UTC and in London', () => {
  const told = due('return_interview', '2026-03-29T00:40:00Z');
  assert.equal(told.due_utc, '2026-04-01T00:40:00Z');
  assert.equal(told.due_london, '2026-04-01T01:40:00+01:00');
  assert.equal(told.from_london, '2026-03-29T00:40:00+00:00');
  assert.deepEqual([told.rule, told.basis, told.verified, told.amount, told.unit, told.within], ['return_interview', 'law', true, 72, 'hours', '72 hours']);
  assert.match(told.source, /children who run away or go missing/);
  const words = run('clock', 'return_interview', '--from', '2026-03-29T00:40:00Z', ...nowhere);
  ended(words, 0);
  for (const said of ['Hold the return interview', '29 March 2026 at 00:40', '1 April 2026 at 01:40 in London', '2026-04-01T00:40:00Z in UTC', '72 hours, law', 'Department for Education'])
    assert.ok(words.out.includes(said), `${said}: ${words.out}`);
});

test('the test days of the working-day rules come out, from a day alone', () => {
  const cases = [
    ['concern.decision', '2026-03-06', '9 March 2026 at 23:59'],
    ['assessment.complete', '6 March 2026', '13 May 2026 at 23:59'],
    ['conference.initial', '20/03/2026', '14 April 2026 at 23:59'],
    ['core_group.first', '2026-04-14', '28 April 2026 at 23:59'],
    ['concern.decision', '2026-12-24', '29 December 2026 at 23:59'],
    ['conference.first_review', '2026-11-30', '28 February 2027 at 23:59'],
    ['disruption.first_alert', '2026-07-31', '3 July 2026 at 23:59'],
  ];
  for (const [rule, from, words] of cases) assert.equal(due(rule, from).due_in_words, words, `${rule} from ${from}`);
  assert.equal(due('concern.decision', '2026-03-06').due_utc, '2026-03-09T23:59:59Z');
  assert.equal(due('assessment.complete', '2026-03-06').due_utc, '2026-05-13T22:59:59Z'); // summer time
  // 23:30 in London is the day before midnight, 23:30 UTC in June the day after
  assert.equal(due('concern.decision', '2026-06-18 23:30').due_in_words, '19 June 2026 at 23:59');
  assert.equal(due('concern.decision', '2026-06-18T23:30:00Z').due_in_words, '22 June 2026 at 23:59');
});

test('an hour that came twice is asked for, and one that did not exist is refused', () => {
  refused(['return_interview', '--from', '2026-10-25 01:30'], /25 October 2026 at 01:30 came twice .*--first .*--second/);
  assert.equal(due('return_interview', '2026-10-25 01:30', '--first').due_utc, '2026-10-28T00:30:00Z');
  assert.equal(due('return_interview', '2026-10-25T01:30', '--second').due_utc, '2026-10-28T01:30:00Z');
  assert.equal(due('return_interview', '2026-10-25 01:30:15', '--second').due_utc, '2026-10-28T01:30:15Z');
  refused(['return_interview', '--from', '2026-03-29 01:30'], /2026-03-29 01:30: The clocks went forward in that hour/);
  refused(['return_interview', '--from', '2026-10-25 01:30', '--first', '--second'], /--first excludes --second/);
  assert.equal(due('return_interview', '29 March 2026 at 02:00').due_utc, '2026-04-01T01:00:00Z');
});

test('what is not understood says what to write, and a rule that is not there names those near it', () => {
  refused(['retrun_interview', '--from', '2026-03-29T00:40:00Z'], /No rule is called "retrun_interview"\. Did you mean return_interview\?/);
  refused(['review', '--from', '2026-03-29'], /Did you mean review\.ahead, review\.emerging, review\.moderate, review\.significant, /);
  refused(['zebra', '--from', '2026-03-29'], /No rule is called "zebra"\. `kith clock --list`/);
  refused(['return_interview', '--from', '2026-03-29'], /return_interview counts hours: say at what time/);
  for (const from of ['yesterday', '2026-02-30', '2026-03-06 25:00', '2026-03-06 16:45:75', '', '2026-13-01T00:00:00Z'])
    refused(['concern.decision', '--from', from], /is no day or time\. Such as 2026-03-06/);
  refused(['concern.decision', '--from', '9999-12-31'], /between 1900 and 2200/);
  refused(['return_interview'], /--from is missing/);
  refused([], /RULE or --list is missing/);
  refused(['return_interview', '--list'], /excludes/);
});

test('bank holidays of the years before count, and a start before the known ones says so', () => {
  const due = (rule, from) => run('clock', rule, '--from', from, '--json');
  assert.match(due('concern.decision', '2024-12-24T10:00:00Z').out, /2024-12-27T23:59:59/); // Christmas and Boxing Day
  assert.match(due('assessment.complete', '2024-03-01T09:00:00Z').out, /2024-05-08T22:59:59Z/); // Easter and early May
  assert.match(due('concern.decision', '2022-09-16T10:00:00Z').out, /2022-09-20T22:59:59Z/); // the State Funeral
  assert.match(due('concern.decision', '2018-12-24T10:00:00Z').out, /Bank holidays are known from 1 January 2019/);
});

test('every rule is listed with its basis, and a day past the known bank holidays says so', () => {
  const done = run('clock', '--list', '--json', ...nowhere);
  ended(done, 0);
  const { clocks } = JSON.parse(done.out);
  const file = readFileSync(join(root, 'data/reference/clocks.toml'), 'utf8');
  const ids = [...file.matchAll(/^id = "(.*)"$/gm)].map((one) => one[1]);
  assert.deepEqual(clocks.map((one) => one.rule).sort(), ids.sort());
  assert.ok(clocks.every((one) => one.duty && one.start && one.source && /^(law|setting)$/.test(one.basis)));
  const words = run('clock', '--list', ...nowhere);
  ended(words, 0);
  assert.equal(words.out.trim().split('\n').length, ids.length);
  assert.match(words.out, /^emergency_order\.end +192 hours \(8 days\) +law +Have the child safe/m);
  assert.deepEqual(due('assessment.complete', '2026-03-06').notes, []);
  assert.deepEqual(due('assessment.complete', '2028-03-06').notes, ['Bank holidays are known until 31 December 2027: later ones are not counted']);
  assert.match(due('nrm.reasonable_grounds', '2026-05-20').notes.join(), /never overdue/);
  assert.match(due('partner_checks.red', '2026-05-20T10:00:00Z').notes.join(), /could not be confirmed/);
});

test('a partnership sets what is a setting, and not what is law', () => {
  const data = fresh_folder();
  const folder = join(data, 'overlay/data/reference');
  mkdirSync(folder, { recursive: true });
  const shipped = readFileSync(join(root, 'data/reference/clocks.toml'), 'utf8');
  const put = (id, was, is) => writeFileSync(join(folder, 'clocks.toml'), shipped.replace(`id = "${id}"\namount = ${was}\n`, `id = "${id}"\namount = ${is}\n`));
  put('review.significant', 4, 6);
  const six = run('clock', 'review.significant', '--from', '2026-03-06', '--json', '--data', data);
  ended(six, 0);
  assert.equal(JSON.parse(six.out).due_in_words, '17 April 2026 at 23:59');
  put('return_interview', 72, 96);
  const law = run('clock', '--list', '--data', data);
  ended(law, 3);
  assert.match(law.err, /clock "return_interview": the law says 72 hours, so it is not a setting/);
});
