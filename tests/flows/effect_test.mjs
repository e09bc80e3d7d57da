// SPDX-License-Identifier: MIT
// What did a step do? Police figures near a public place before and after it began, told with an interval; what people
// conclude; and nothing of what it did to children for who may not read that. The figures are invented, as the place is.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { cast } from './demo.mjs';
import { Kith, demo_folder, run } from './kith.mjs';

let kith, folder, practitioner, licensing, step;
const months_before = ['2025-12', '2026-01', '2026-02'];
const months_after = ['2026-04', '2026-05', '2026-06'];

// So many in that month, some metres north of the place.
function figures(at) {
  const lines = ['Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,Last outcome category,Context'];
  let number = 0;
  const put = (month, metres, count, kind = 'Drugs') => {
    for (let one = 0; one < count; ++one)
      lines.push(`${(++number).toString(16).padStart(64, '0')},${month},Quillshire Constabulary,Quillshire Constabulary,${at.longitude},${(at.latitude + metres / 111300).toFixed(6)},On or near Quay Street,,,${kind},Under investigation,`);
  };
  for (const month of months_before) put(month, 60, 12);
  for (const month of months_after) put(month, 60, 3);
  put('2026-03', 60, 40);
  for (const month of [...months_before, ...months_after]) {
    put(month, 350, 10);
    put(month, 1500, 80);
    put(month, 1500, 30, 'Burglary');
  }
  return lines.join('\n') + '\n';
}

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kith-effect-'));
  const data = demo_folder();
  kith = await Kith.start(data);
  practitioner = await kith.signed_in(cast.practitioner.name);
  licensing = await kith.signed_in(cast.licence.name);
  await practitioner.open('/disruption');
  await practitioner.follow('Review of a premises licence');
  step = practitioner.page.path.split('?')[0];
  const token = run('token', cast.practitioner.name, '--data', data).out.trim();
  const headers = { Authorization: `Bearer ${token}` };
  const one = await (await fetch(`${kith.staff}/api/v1${step}`, { headers })).json();
  const place = await (await fetch(`${kith.staff}/api/v1/contexts/${one.target.id}`, { headers })).json();
  writeFileSync(join(folder, '2026-06-quillshire-street.csv'), figures(place));
  await kith.stop();
  const loaded = run('load', folder, '--data', data);
  assert.equal(loaded.status, 0, loaded.out + loaded.err);
  kith = await Kith.start(data);
  practitioner = await kith.signed_in(cast.practitioner.name);
  licensing = await kith.signed_in(cast.licence.name);
});
after(() => rmSync(folder, { recursive: true, force: true }));

test('the counts near the place, around it and elsewhere, and what they tell', async () => {
  await practitioner.open(step);
  await practitioner.follow('Look at what it did');
  const { text } = practitioner.page;
  assert.match(text, /Within 250 metres 36 9 /);
  assert.match(text, /Around that, to 500 metres 30 30 /);
  assert.match(text, /In the rest of its district 330 330 /);
  assert.match(text, /Near it: 36 before and 9 after\. Fewer than elsewhere: 0\.26 times what the comparison would lead one to expect \(95 % interval 0\.13 to 0\.54\)\./);
  assert.match(text, /Nothing points to harm that moved there/);
  assert.match(text, /Recorded is not the same as happened/);
  assert.match(text, /March 2026 \(it began\) 40 0/);
});

test('it is counted otherwise where that is asked, and what cannot be chosen is said beside its field', async () => {
  await practitioner.open(`${step}/effect?months=3&within=250&kind=Burglary`);
  assert.match(practitioner.page.text, /Within 250 metres 0 0 .* In the rest of its district 90 90 /);
  assert.match(practitioner.page.text, /Too few to tell anything from/);
  await practitioner.open(`${step}/effect?months=3&within=250&comparison=X-000-0000`);
  assert.equal(practitioner.page.status, 422);
  assert.match(practitioner.page.text, /No place that you may know has this reference/);
});

test('what is concluded stands on the step, on paper without what it did to children', async () => {
  await practitioner.open(`${step}/effect`);
  await practitioner.press('Record it', { words: 'The tables at the back are empty by five' });
  assert.equal(practitioner.page.status, 422);
  assert.match(practitioner.page.text, /Choose what it did/);
  assert.match(practitioner.page.body, /The tables at the back are empty by five/);
  await practitioner.press('Record it', { conclusion: 'helped', children: 'They have the youth bus now and say it is warmer there' });
  assert.match(practitioner.page.text, /It is recorded/);
  await practitioner.open(step);
  assert.match(practitioner.page.text, /What it did It helped The tables at the back are empty by five What it did to children: They have the youth bus/);
  for (const [visitor, path, told] of [[practitioner, `${step}/print`, false], [licensing, step, false], [licensing, `${step}/effect`, false], [practitioner, `${step}/effect`, true]]) {
    await visitor.open(path);
    assert.equal(visitor.page.status, 200, path);
    assert.match(visitor.page.text, /The tables at the back are empty by five/, path);
    assert.equal(/youth bus/.test(visitor.page.body), told, path);
  }
  assert.doesNotMatch(licensing.page.text, /Say what it did/);
});

test('who may not know the step gets what does not exist', async () => {
  const auditor = await kith.signed_in(cast.auditor.name);
  const shown = async (path) => {
    const answer = await auditor.ask('GET', path);
    return [answer.status, answer.body.replace(/value="[^"]*"/g, '').replace(/Reference for support.*?<\/p>/s, '')];
  };
  assert.deepEqual(await shown(`${step}/effect`), await shown('/disruption/steps/00000000-0000-4000-8000-000000000000/effect'));
});
