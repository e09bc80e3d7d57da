// SPDX-License-Identifier: MIT
// A school lead raises a concern; the team decides; who may see what of it.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { cast } from './demo.mjs';
import { Kith, demo_folder } from './kith.mjs';
import { masked } from './visitor.mjs';

let kith;
before(async () => {
  const data = demo_folder();
  kith = await Kith.start(data);
});

const nowhere = '/concerns/00000000-0000-4000-8000-000000000000';
const referral = {
  safe_now: 'yes',
  about: ['place'],
  postcode: 'ZY1 1EB',
  what: 'Pupils of year 8 are offered "free" food & lifts at the takeaway.',
  strengths: 'Their form tutor, whom they talk to.',
  own_words: 'He said: it is only chips, miss.',
  consent: 'nobody_named',
};

test('a form with gaps comes back as it was typed, with a summary of what is missing', async () => {
  const lead = await kith.signed_in(cast.lead.name);
  await lead.open('/concerns/new');
  await lead.press('Send to the team', { what: referral.what, own_words: referral.own_words });
  assert.equal(lead.page.status, 422);
  lead.says('There is a problem');
  for (const sentence of ['Choose whether everybody is safe at this moment', 'Choose who or what this is about', 'Write at least one strength', 'Choose what was said about consent']) lead.says(sentence);
  assert.match(lead.page.body, /<title>Error: /);
  assert.equal(lead.value_of('what'), referral.what);
  assert.equal(lead.value_of('own_words'), referral.own_words);
});

test('a number that cannot be one is found before it is sent, beside its field', async () => {
  const lead = await kith.signed_in(cast.lead.name);
  await lead.open('/concerns/new');
  const named = { ...referral, about: ['child'], 'children-1-name': 'Jo', 'children-1-identifier': '999 000 0019' };
  await lead.press('Send to the team', named); // an NHS number ends in 8 here, and a learner number in 7
  assert.equal(lead.page.status, 422);
  lead.says('Check this number: its last digit does not fit the others.');
  assert.match(lead.page.body, /href="#children-1-identifier"/);
  assert.equal(lead.value_of('children-1-identifier'), '999 000 0019');
  await lead.press('Send to the team', { 'children-1-identifier': '999 000 0018' });
  lead.says('Your concern was sent to the team.');
});

test('a half-filled form is saved, found again, and gone once it is sent', async () => {
  const lead = await kith.signed_in(cast.lead.name);
  await lead.open('/concerns/new');
  await lead.press('Save and come back later', { what: 'Half a thought about <the takeaway>.', about: ['place'] });
  assert.equal(lead.page.status, 200, lead.page.text);
  lead.says('Your draft is saved. Only you can see it.');
  assert.equal(lead.value_of('what'), 'Half a thought about <the takeaway>.');

  const other = await kith.signed_in(cast.other_lead.name);
  const stolen = await other.ask('GET', lead.page.path);
  const none = await other.ask('GET', '/concerns/new?draft=00000000-0000-4000-8000-000000000000');
  assert.equal(stolen.status, 404);
  assert.equal(masked(stolen), masked(none));

  const later = await kith.signed_in(cast.lead.name);
  await later.open('/concerns/new');
  later.says('Your drafts');
  await later.follow('Half a thought about');
  assert.equal(later.value_of('what'), 'Half a thought about <the takeaway>.');
  await later.press('Send to the team', referral);
  assert.equal(later.page.status, 200, later.page.text);
  later.says('Your concern was sent to the team.');
  await later.open('/concerns/new');
  later.does_not_say('Your drafts');
});

test('children and signs come one at a time: one more, one fewer and a mistake keep every word, and all of it shows and copies', async () => {
  const lead = await kith.signed_in(cast.lead.name);
  await lead.open('/concerns/new');
  await lead.press('Add another child', { ...referral, about: ['child', 'place'], consent: 'agreed', 'children-1-name': 'Lark <Test>', 'children-1-birth-year': '2012', 'signs-1-what': 'A first sign.' });
  assert.equal(lead.page.status, 200);
  lead.does_not_say('There is a problem');
  assert.equal(lead.value_of('children-1-name'), 'Lark <Test>');
  assert.equal(lead.value_of('what'), referral.what);
  await lead.press('Add another sign', { 'children-2-name': 'Wren', 'signs-1-source': 'seen' });
  assert.equal(lead.value_of('children-2-name'), 'Wren');
  await lead.press('Send to the team', { 'signs-2-what': 'Two phones.', 'signs-2-noticed-day': '31', 'signs-2-noticed-month': '2', 'signs-2-noticed-year': '2026', 'signs-2-source': 'told_by_other', 'signs-2-source_who': 'Her aunt', 'signs-2-explains_else': 'One may be her brother’s.' });
  assert.equal(lead.page.status, 422);
  lead.says('Enter a real date, or only the month and year, or only the year');
  lead.says('Write what else could explain this sign.');
  for (const id of ['signs-1-explains_else', 'signs-2-noticed']) {
    assert.ok(lead.page.body.includes(`href="#${id}"`), `the summary leads to ${id}`);
    assert.ok(lead.page.body.includes(` id="${id}"`), `there is an input ${id}`);
  }
  assert.equal(lead.value_of('signs-2-noticed-day'), '31');
  await lead.press('Remove Child 1', { 'signs-2-noticed-day': '', 'signs-1-explains_else': 'Nothing that I can think of.' });
  assert.equal(lead.value_of('children-1-name'), 'Wren');
  await lead.press('Save and come back later');
  lead.says('Your draft is saved.');
  assert.equal(lead.value_of('signs-2-source_who'), 'Her aunt');
  await lead.press('Send to the team');
  lead.says('Your concern was sent to the team.');
  const href = lead.page.path.replace(/\?.*/, '');
  const worker = await kith.signed_in(cast.worker.name);
  await worker.open(href);
  for (const words of ['Wren', 'Two phones.', 'February 2026', 'Somebody else told me', 'Her aunt', 'One may be her brother’s.']) worker.says(words);
  worker.does_not_say('Lark');
  const copy = await lead.ask('GET', `${href}/copy`);
  assert.match(copy.body, /\nSigns\n\nSign 1\n {2}What was noticed: A first sign\.\n {2}How you know: I saw or heard it myself\n/);
});

test('a concern is sent once, decided, and its referrer told what happens but not the team’s reasons', async () => {
  const lead = await kith.signed_in(cast.lead.name);
  await lead.open('/concerns/new');
  const changed = lead.filled('Send to the team', { ...referral, what: 'Other words from the same page.' });
  const answers = await lead.press_twice('Send to the team', referral);
  assert.deepEqual(answers.map((answer) => answer.status), [303, 303]);
  assert.equal(answers[0].headers.location, answers[1].headers.location, 'sent twice, one concern');
  lead.page = await lead.ask('POST', changed.action, changed.pairs);
  assert.equal(lead.page.status, 409, 'other words are not said to be sent');
  lead.says('This page was sent before with other words');
  assert.equal(lead.value_of('what'), 'Other words from the same page.');
  await lead.press('Send to the team');
  lead.says('Your concern was sent to the team.');
  lead.says('Other words from the same page.');
  const href = answers[0].headers.location.replace(/\?.*/, '');
  await lead.open(href);
  lead.says('We have it. Somebody decides by');
  lead.says(referral.own_words);

  const worker = await kith.signed_in(cast.worker.name);
  await worker.open('/concerns');
  assert.ok(worker.page.body.includes(href), 'it is in the queue of the team that holds it');
  await worker.open(href);
  worker.says(referral.what);
  await worker.press('Record the decision', { outcomes: 'context_referral', reason_context_referral: 'A reason for the team alone.', reply: '' });
  assert.equal(worker.page.status, 422, 'a referrer is always told');
  worker.says('Tell the referrer what was decided: they are always told');
  await worker.press('Record the decision', { reply: 'We visit the takeaway with licensing this week.' });
  assert.equal(worker.page.status, 200, worker.page.text);

  await lead.open(href);
  lead.says('It has been decided.');
  lead.says('We visit the takeaway with licensing this week.');
  lead.does_not_say('A reason for the team alone.');
  lead.does_not_say('Record the decision');
  await lead.press('Send the message', { body: 'Two more pupils told me today.' });
  assert.equal(lead.page.status, 200);
  await worker.open(href);
  worker.says('Two more pupils told me today.');

  const copy = await lead.ask('GET', `${href}/copy`);
  assert.match(copy.headers['content-type'], /^text\/plain/);
  assert.ok(copy.body.includes(referral.what) && !copy.body.includes('A reason for the team alone.'));

  const forged = await lead.ask('POST', `${href}/decide`, { csrf: lead.value_of('csrf'), version: '1', outcomes: 'early_help', reason_early_help: 'x' });
  assert.ok([403, 404].includes(forged.status), `a referrer cannot decide: ${forged.status}`);
});

test('for another school the concern does not exist, to the byte; an administrator has no case at all', async () => {
  const lead = await kith.signed_in(cast.lead.name);
  await lead.open('/concerns/new');
  await lead.press('Send to the team', { ...referral, what: 'Something for this school and the team only.' });
  const href = lead.page.path.replace(/\?.*/, '');
  for (const part of ['other_lead', 'administrator']) {
    const visitor = await kith.signed_in(cast[part].name);
    for (const path of ['', '/copy']) {
      const there = await visitor.ask('GET', href + path);
      const not_there = await visitor.ask('GET', nowhere + path);
      assert.equal(there.status, 404, part);
      assert.equal(masked(there), masked(not_there), `${part} ${path}`);
    }
    await visitor.open('/');
    const csrf = visitor.value_of('csrf');
    for (const act of ['take', 'decide', 'message']) {
      const fields = { csrf, version: '1', body: 'x', outcomes: 'early_help', reason_early_help: 'x' };
      const there = await visitor.ask('POST', `${href}/${act}`, fields);
      const not_there = await visitor.ask('POST', `${nowhere}/${act}`, fields);
      assert.equal(there.status, 404, `${part} ${act}`);
      assert.equal(masked(there), masked(not_there), `${part} ${act}`);
    }
    for (const list of ['/', '/concerns', '/concerns/decided', '/concerns/raised']) {
      await visitor.open(list);
      visitor.does_not_say(href);
      visitor.does_not_say('this school and the team only');
    }
  }
  const administrator = await kith.signed_in(cast.administrator.name);
  for (const list of ['/', '/concerns', '/concerns/decided']) {
    await administrator.open(list);
    assert.ok(!/\/concerns\/[0-9a-f]{8}-/.test(administrator.page.body), `an administrator sees no concern on ${list}`);
  }
});
