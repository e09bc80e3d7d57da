// SPDX-License-Identifier: MIT
// A person's photograph, from the file somebody chose to the picture colleagues see: what is refused and why, who sees it, what is
// left of what the camera wrote, eight files of 100 MB at once, and a file that is marked as a sexual image of a child.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { before, test } from 'node:test';
import { crc32, header_of, picture } from './pictures.mjs';
import { cast } from './demo.mjs';
import { Kith, demo_folder, one_time_password, program, run, settle_in } from './kith.mjs';
import { forms_of, masked } from './visitor.mjs';
import { parts_of as parts_of_form, send } from './with_file.mjs';

const investigator = { name: 'petra.holm', shown_as: 'Petra Holm', role: 'police online child abuse investigator', agency: 'quillshire_constabulary' };
let kith, lead, person;

const parts_of = (visitor, button, fields, file, bytes) => parts_of_form(visitor, button, fields, 'photograph', file, bytes);
async function choose(visitor, fields, file, bytes, repeat = 1) {
  await visitor.open(`${person}/photograph`);
  const answer = await send(visitor, parts_of(visitor, 'Save the photograph', fields, file, bytes), repeat);
  visitor.page = answer;
  return answer;
}
const picture_on = (page) => page.body.match(/src="(\/attachments\/[0-9a-f-]+)\/small"/)?.[1];

before(async () => {
  const data = demo_folder();
  const added = run('user', 'add', investigator.name, '--name', investigator.shown_as, '--role', investigator.role, '--agency', investigator.agency, '--data', data);
  assert.equal(added.status, 0, added.err);
  const password = one_time_password(data, investigator.name);
  kith = await Kith.start(data, { words: ['--without-public'] });
  await settle_in(kith.stranger(), investigator.name, password);
  lead = await kith.signed_in(cast.lead.name);
  await lead.open('/people/new');
  await lead.press('Make the record', { name: 'Wren Castellan', 'birth-day': '3', 'birth-month': '5', 'birth-year': '2012' });
  person = lead.page.path.replace(/\?.*/, '');
});

test('a photograph is added, stands on the record without what the camera wrote, and says by its box what never to send', async () => {
  await lead.open(`${person}/photograph`);
  lead.says('Never view, copy or send a sexual image of a child');
  lead.says('At most 20 MB');
  const sent = picture(640, 480, { text: 'GPS 53.8167 canary' });
  assert.ok(sent.includes('canary'));
  const saved = await choose(lead, { source: 'Given by her mother' }, '../../face.jpg', sent);
  assert.equal(saved.status, 303, saved.text);
  await lead.open(saved.location);
  lead.says('The photograph is saved.');
  const at = picture_on(lead.page);
  for (const [what, width] of [['small', 320], ['picture', 640]]) {
    const seen = await lead.ask('GET', `${at}/${what}`);
    assert.equal(seen.status, 200);
    assert.equal(seen.headers['content-type'], 'image/jpeg');
    assert.equal(seen.headers['x-content-type-options'], 'nosniff');
    assert.equal(seen.headers['cache-control'], 'no-store');
    assert.match(seen.headers['content-security-policy'], /default-src 'none'.*sandbox/);
    assert.match(seen.headers['content-disposition'], /^inline/);
    assert.ok(!seen.bytes.includes('canary') && !seen.bytes.includes('GPS'), 'nothing of what the camera wrote');
    const frame = seen.bytes.indexOf(Buffer.from([0xff, 0xc0]));
    assert.equal(seen.bytes.readUInt16BE(frame + 7), width);
  }
  const original = await lead.ask('GET', `${at}/original`);
  assert.match(original.headers['content-disposition'], /^attachment/);
  assert.ok(original.bytes.equals(sent), 'the file as it was sent');
  await lead.open(at);
  lead.says('face.jpg');
  lead.does_not_say('..');
});

test('a file that is not taken is told why, and what was typed beside it stands', async () => {
  const many = Buffer.alloc(1 << 20, 7);
  for (const [what, bytes, repeat, sentence] of [
    ['a page', Buffer.from('<html><script>alert(1)</script></html>'), 1, 'Choose a picture: a JPEG or PNG file'],
    ['a GIF', Buffer.from('GIF89a....'), 1, 'Choose a picture: a JPEG or PNG file'],
    ['half a picture', picture(640, 480).subarray(0, 700), 1, 'The picture cannot be read'],
    ['50,000 by 50,000', header_of(50000, 50000), 1, 'more than 20,000 pixels wide or high'],
    ['21 MB', many, 21, 'The file is larger than 20 MB'],
  ]) {
    const answer = await choose(lead, { source: 'From the school’s records', 'taken-year': '2025' }, 'face.jpg', bytes, repeat);
    assert.equal(answer.status, 422, `${what}: ${answer.text.slice(0, 300)}`);
    assert.ok(answer.text.includes(sentence), `${what} is told "${sentence}": ${answer.text.slice(0, 900)}`);
    const form = forms_of(answer.body).find((one) => one.buttons.some((button) => button.text === 'Save the photograph'));
    assert.equal(Object.fromEntries(form.sent).source, 'From the school’s records', what);
    assert.equal(Object.fromEntries(form.sent)['taken-year'], '2025', what);
  }
});

test('a form that is refused for something else keeps its file', async () => {
  const refused = await choose(lead, { source: 'Her aunt', 'taken-day': '31', 'taken-month': '2', 'taken-year': '2025' }, 'new face.jpg', picture(300, 300));
  assert.equal(refused.status, 422);
  assert.match(refused.text, /new face\.jpg, \d+ KB is kept/);
  const kept = forms_of(refused.body).flatMap((form) => form.sent).find(([name, value]) => name === 'photograph' && value)?.[1];
  const saved = await send(lead, parts_of(lead, 'Save the photograph', { 'taken-day': '28' }, '', Buffer.alloc(0)));
  assert.equal(saved.status, 303, saved.text.slice(0, 600));
  assert.ok(kept);
  await lead.open(`${person}/photograph`);
  lead.says('28 February 2025');
  lead.says('Replaced by another photograph');
});

test('it is taken off with a reason, and put back', async () => {
  await lead.open(`${person}/photograph`);
  const at = picture_on(lead.page);
  await lead.press('Take it off', { reason: ' ' });
  lead.says('Say why it is taken off');
  await lead.press('Take it off', { reason: 'She does not want it there' });
  lead.says('The photograph is taken off.');
  assert.equal(picture_on(lead.page), undefined);
  const worker = await kith.signed_in(cast.worker.name);
  assert.equal((await worker.ask('GET', `${at}/small`)).status, 404, 'a front door does not see what was taken off');
  await lead.open(`${person}/photograph`);
  lead.says('She does not want it there');
  const form = forms_of(lead.page.body).find((one) => one.action?.endsWith('/restore'));
  assert.match(form.buttons[0].text, /^Put it back , added/);
  await lead.press(form.buttons[0].text);
  lead.says('The earlier photograph stands again.');
  assert.equal(picture_on(lead.page), at);
});

test('who may not know the person gets for the photograph, byte for byte, what nobody’s gets', async () => {
  await lead.open(person);
  const at = picture_on(lead.page);
  const nothing = '/attachments/11111111-2222-4333-8444-555555555555';
  for (const part of ['other_lead', 'administrator', 'auditor', 'teacher']) {
    const other = await kith.signed_in(cast[part].name);
    for (const what of ['', '/picture', '/small', '/original', '/quarantine', '/quarantine/original']) {
      const hidden = masked(await other.ask('GET', at + what));
      const absent = masked(await other.ask('GET', nothing + what));
      assert.equal(hidden.replaceAll(at, nothing), absent, `${part} ${what}`);
      assert.equal(JSON.parse(hidden).status, 404);
    }
  }
  const stranger = kith.stranger();
  assert.equal((await stranger.ask('GET', `${at}/small`)).status, 303, 'who is not signed in is asked to');
  // A front door sees it once it has said why it opens the record, as the record itself.
  const worker = await kith.signed_in(cast.worker.name);
  assert.equal((await worker.ask('GET', `${at}/small`)).status, 404);
  await worker.open(person);
  await worker.press('Open the record', { purpose: 'Concern C-000-0000' });
  assert.equal((await worker.ask('GET', `${at}/small`)).status, 200);
  assert.equal((await worker.ask('GET', `${at}/original`)).status, 403, 'but not the file as it was sent');
});

test('eight files of 100 MB at once are refused, and the server stays small', async () => {
  const megabyte = Buffer.alloc(1 << 20, 0x5a);
  megabyte.set([0xff, 0xd8, 0xff]); // it begins as a JPEG does
  await lead.open(`${person}/photograph`);
  const parts = parts_of(lead, 'Save the photograph', { source: 'A camera' }, 'large.jpg', megabyte);
  const memory = (what) => Number(readFileSync(`/proc/${kith.process.pid}/status`, 'utf8').match(new RegExp(`${what}:\\s+(\\d+) kB`))[1]) / 1024;
  writeFileSync(`/proc/${kith.process.pid}/clear_refs`, '5'); // its peak is counted from now on
  const before_them = memory('VmRSS');
  const answers = await Promise.all(Array.from({ length: 8 }, () => send(lead, parts, 100)));
  for (const answer of answers) {
    assert.equal(answer.status, 422);
    assert.match(answer.text, /The file is larger than 20 MB/);
    assert.match(answer.body, /value="A camera"/);
  }
  const peak = memory('VmHWM');
  console.log(`the server had ${before_them.toFixed(0)} MiB before, and ${peak.toFixed(0)} MiB at its largest`);
  if (program === process.env.KITH_PRODUCT) assert.ok(peak <= 256, `${peak} MiB`); // a sanitizer's own memory is several times that
});

test('a file that is marked as a sexual image of a child is gone, for all but one police role', async () => {
  await lead.open(person);
  const at = picture_on(lead.page);
  await lead.open(at);
  lead.says('This is a sexual image of a child, or may be one');
  await lead.press('Take it away and tell the police', { said: 'Sent by a cousin' });
  lead.says('Confirm that it is a sexual image of a child');
  await lead.press('Take it away and tell the police', { said: 'Sent by a cousin', sure: 'yes' });
  lead.says('The file is taken away');
  for (const what of ['', '/picture', '/small', '/original']) assert.equal((await lead.ask('GET', at + what)).status, 404);
  await lead.open(person);
  assert.equal(picture_on(lead.page), undefined);
  await lead.open(`${person}/photograph`);
  lead.says('It was taken away, and nobody sees it any more.');

  const police = await kith.signed_in(investigator.name);
  await police.open('/');
  police.says('1 file marked as a sexual image of a child');
  await police.open('/attachments/quarantine');
  await police.follow('Marked');
  police.says('Sent by a cousin');
  assert.ok(!police.page.body.includes('<img'), 'no preview');
  assert.equal((await police.ask('GET', `${at}/quarantine/original`)).status, 404, 'no bytes before the hand-over is recorded');
  await police.press('Record that it is taken over', { officer: 'DC Holm 4410', force_reference: 'LC-2026-17' });
  police.says('Taken over by DC Holm 4410, reference LC-2026-17');
  const evidence = await police.ask('GET', `${at}/quarantine/original`);
  assert.equal(evidence.status, 200);
  assert.match(evidence.headers['content-disposition'], /^attachment/);
  await police.press('Destroy its bytes here');
  police.says('Destroyed');
  assert.equal((await police.ask('GET', `${at}/quarantine/original`)).status, 404);
  assert.equal(run('ledger', 'verify', '--data', kith.data).status, 0);
  assert.ok(!kith.err.includes('face.jpg') && !kith.err.includes('cousin'), 'no name in a log');
});

test('the check sums of these pictures are right', () => assert.equal(crc32(Buffer.from('123456789')), 0xcbf43926));
