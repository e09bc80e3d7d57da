// SPDX-License-Identifier: MIT
// A teacher shows a draft to the safeguarding lead and deputy of the school before it is sent: advice, sending it, why not,
// taking it back, a lead who leads no longer; and whom every page about a worry says to speak to.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { cast } from './demo.mjs';
import { Kith, demo_folder } from './kith.mjs';
import { masked } from './visitor.mjs';

let kith;
before(async () => {
  kith = await Kith.start(demo_folder());
});

const nowhere = '/drafts/00000000-0000-4000-8000-000000000000';
const worry = {
  safe_now: 'yes',
  about: ['place'],
  postcode: 'ZY1 1EB',
  what: 'Older pupils are offered lifts behind the sports hall.',
  strengths: 'Their form tutor, whom they talk to.',
  own_words: 'It is only a lift, sir.',
  consent: 'nobody_named',
};

async function people(...parts) {
  return Promise.all(parts.map((part) => kith.signed_in(cast[part].name)));
}
// Leaves the teacher on the page of a draft that was saved and shown; its address.
async function shown_draft(teacher, answers = worry) {
  await teacher.open('/concerns/new');
  await teacher.press('Ask my safeguarding lead first', answers);
  assert.equal(teacher.page.status, 200, teacher.page.text);
  teacher.says('Amina Sesay (safeguarding lead) and Jonah Bright (deputy)');
  await teacher.press('Show them this draft');
  teacher.says('They see it now');
  return teacher.page.path.replace(/\?.*/, '');
}
// For this visitor the draft is what does not exist, to the byte, however it is asked for.
async function does_not_exist(visitor, href) {
  const there = await visitor.ask('GET', href);
  const not_there = await visitor.ask('GET', nowhere);
  assert.equal(there.status, 404);
  assert.equal(masked(there), masked(not_there));
  await visitor.open('/');
  const csrf = visitor.value_of('csrf');
  const fields = { csrf, revision: '1', advice: 'x', why_not: 'x' };
  for (const act of ['share', 'take-back', 'advise', 'why-not', 'send']) {
    const done = await visitor.ask('POST', `${href}/${act}`, fields);
    const not_done = await visitor.ask('POST', `${nowhere}/${act}`, fields);
    assert.equal(done.status, 404, act);
    assert.equal(masked(done), masked(not_done), act);
  }
  for (const list of ['/', '/drafts', '/concerns/raised']) {
    await visitor.open(list);
    visitor.does_not_say(href);
  }
}

test('advice in rounds, then the lead sends it: a concern of the teacher’s that both follow', async () => {
  const [teacher, lead, deputy, other, worker, administrator] = await people('teacher', 'lead', 'deputy', 'other_lead', 'worker', 'administrator');
  await teacher.open('/concerns/new');
  await teacher.press('Ask my safeguarding lead first', { what: worry.what });
  const href = teacher.page.path.replace(/\?.*/, '');
  teacher.says('Only you have seen it.');
  for (const visitor of [lead, deputy, other]) await does_not_exist(visitor, href); // saved, and not shown
  await teacher.press('Show them this draft');
  teacher.says('Nobody has answered since.');
  for (const visitor of [other, worker, administrator]) await does_not_exist(visitor, href);

  await lead.open('/');
  await lead.follow('Advise on a draft');
  assert.equal(lead.page.path, href);
  lead.says(worry.what);
  lead.says('It cannot be sent yet.');
  lead.says('Choose whether everybody is safe at this moment');
  await lead.press('Give this advice', { advice: '' });
  assert.equal(lead.page.status, 422);
  lead.says('Write your advice');
  const twice = await lead.press_twice('Give this advice', { advice: 'Say which evenings <and> where.' });
  assert.deepEqual(twice.map((answer) => answer.status), [303, 303]);
  await lead.open('/');
  lead.does_not_say('Advise on a draft');

  await teacher.open('/');
  await teacher.follow('your safeguarding lead’s advice on your draft');
  assert.equal(teacher.page.text.split('Say which evenings <and> where.').length, 2, 'once, though sent twice');
  await teacher.follow('Change the draft, or send it yourself');
  teacher.says('Say which evenings <and> where.');
  teacher.says('Shown to Amina Sesay (safeguarding lead) and Jonah Bright (deputy)');
  await deputy.open(href); // reads what it says before the change
  await teacher.press('Save and come back later', { ...worry, what: `${worry.what} On Thursdays.` });
  teacher.says('Your draft is saved. Amina Sesay (safeguarding lead) and Jonah Bright (deputy) can read it as it is now.');
  await deputy.press('Give this advice', { advice: 'About the older text.' });
  assert.equal(deputy.page.status, 409);
  deputy.says('Your colleague has changed the draft since you opened it.');
  deputy.says('On Thursdays.');
  assert.equal(deputy.value_of('advice'), 'About the older text.');
  await teacher.open(href);
  await teacher.press('Ask them again');

  await lead.open(href);
  lead.says('before the draft was last changed');
  const sent = await lead.press_twice('Send it to the team');
  assert.deepEqual(sent.map((answer) => answer.status), [303, 303]);
  assert.equal(sent[0].headers.location, sent[1].headers.location, 'sent twice, one concern');
  const concern = sent[0].headers.location.replace(/\?.*/, '');
  for (const visitor of [teacher, lead]) {
    await visitor.open('/concerns/raised');
    visitor.says('A place');
    await visitor.open(concern);
    visitor.says('We have it. Somebody decides by');
    visitor.says('Robin Ashdown, Lanternhouse Academy. Sent by their safeguarding lead, Amina Sesay');
    visitor.says('Say which evenings <and> where.');
    visitor.says('On Thursdays.');
    visitor.does_not_say('Record the decision');
  }
  assert.equal((await teacher.ask('GET', href)).headers.location, concern);
  for (const visitor of [deputy, other]) {
    assert.equal((await visitor.ask('GET', concern)).status, 404);
    await does_not_exist(visitor, href);
  }
  await worker.open(concern);
  worker.says('Sent by their safeguarding lead, Amina Sesay');
  worker.does_not_say('Say which evenings');
  await lead.press('Send the message', { body: 'The tutor will bring notes.' });
  await worker.open(concern);
  worker.says('Amina Sesay');
  worker.says('The tutor will bring notes.');
});

test('a lead says why not, with a reason; the teacher sends it all the same', async () => {
  const [teacher, lead] = await people('teacher', 'deputy');
  const href = await shown_draft(teacher);
  await lead.open(href);
  await lead.press('Record why not');
  assert.equal(lead.page.status, 422);
  lead.says('Give the reason for not sending it');
  await lead.press('Record why not', { why_not: 'The school nurse is with them today.' });
  lead.says('Your reason is kept.');
  await teacher.open('/');
  await teacher.follow('why your safeguarding lead did not send your draft');
  teacher.says('The school nurse is with them today.');
  teacher.says('a lead cannot stop your worry');
  await teacher.follow('Change the draft, or send it yourself');
  await teacher.press('Send to the team');
  teacher.says('Your concern was sent to the team.');
  teacher.says('The school nurse is with them today.');
  teacher.does_not_say('Sent by their safeguarding lead');
  await does_not_exist(lead, href);
});

test('taken back it is gone at once, and shown again it is there with what was written', async () => {
  const [teacher, lead] = await people('teacher', 'lead');
  const href = await shown_draft(teacher);
  await lead.open(href);
  await lead.press('Give this advice', { advice: 'Ring me first.' });
  await teacher.open(href);
  await teacher.press('Take it back');
  teacher.says('nobody but you sees it');
  await does_not_exist(lead, href);
  await teacher.press('Show them this draft');
  await lead.open(href);
  lead.says('Ring me first.');
});

test('two windows: what was saved and what was typed stand side by side, and nothing is lost', async () => {
  const [teacher, late, lead] = await people('teacher', 'teacher', 'lead');
  const href = await shown_draft(teacher);
  const form = `/concerns/new?draft=${href.split('/').pop()}`;
  await teacher.open(form);
  await late.open(form);
  await teacher.press('Save and come back later', { what: 'The first window.' });
  for (const button of ['Save and come back later', 'Send to the team']) {
    await late.open(form);
    await teacher.open(form);
    await teacher.press('Save and come back later', { what: `The first window, before ${button}.` });
    await late.press(button, { what: 'The second window.' });
    assert.equal(late.page.status, 409, button);
    late.says('Both texts are below');
    late.says(`The first window, before ${button}.`);
    assert.equal(late.value_of('what'), 'The second window.');
  }
  await late.press('Save and come back later');
  assert.equal(late.page.status, 200);
  await lead.open(href);
  lead.says('The second window.');

  await late.open(form);
  await lead.press('Send it to the team');
  lead.says('It was sent to the team for your colleague.');
  await late.press('Send to the team', { what: 'A third thought.' });
  assert.equal(late.page.status, 409);
  late.says('What Amina Sesay sent on');
  late.says('The second window.');
  assert.equal(late.value_of('what'), 'A third thought.');
  await late.press('Save and come back later'); // a draft of its own now
  late.says('Your draft is saved. Only you can see it.');
});

test('about somebody who works with children it goes through no lead; a lead it may be about is not asked', async () => {
  const [teacher, lead, deputy] = await people('teacher', 'lead', 'deputy');
  const href = await shown_draft(teacher);
  await teacher.open(`/concerns/new?draft=${href.split('/').pop()}`);
  await teacher.press('Save and come back later', { worker: 'yes', worker_name: 'A coach', worker_role: 'Coaches on Saturdays' });
  teacher.says('Only you can see it.');
  teacher.does_not_say('Speak to your safeguarding lead');
  await does_not_exist(lead, href);
  await does_not_exist(deputy, href);
  await teacher.open(href);
  teacher.says('It goes to the designated officer, and not through a safeguarding lead');
  teacher.does_not_say('Show them this draft');
  teacher.does_not_say('Speak to your safeguarding lead');

  await teacher.open('/concerns/new');
  await teacher.press('Ask my safeguarding lead first', { ...worry, about: ['adult'], 'adults-1-name': 'Mrs Sesay', worker: 'no' });
  teacher.says('Amina Sesay (safeguarding lead) is not asked, because the draft names somebody who may be the same person.');
  teacher.says('Speak to your safeguarding lead: Jonah Bright (deputy).');
  await teacher.press('Show them this draft');
  const named = teacher.page.path.replace(/\?.*/, '');
  await does_not_exist(lead, named);
  await deputy.open(named);
  deputy.says('Mrs Sesay');
});

test('“Speak to your safeguarding lead”, with who that is, stands first on every page about a worry', async () => {
  const [teacher, worker, manager] = await people('teacher', 'worker', 'manager');
  const href = await shown_draft(teacher);
  const first = (visitor, path, line) => {
    visitor.says(line);
    const page = visitor.page.body;
    assert.ok(page.indexOf(line.slice(0, 30)) < page.indexOf('<main'), `first on ${path}`);
  };
  const at_school = 'Speak to your safeguarding lead: Amina Sesay (safeguarding lead), or Jonah Bright (deputy).';
  const draft = href.split('/').pop();
  for (const path of ['/', '/concerns/new', `/concerns/new?draft=${draft}`, href, '/drafts', '/concerns/raised']) {
    await teacher.open(path);
    first(teacher, path, at_school);
  }
  await teacher.open(`/concerns/new?draft=${draft}`);
  await teacher.press('Send to the team');
  first(teacher, 'a concern one raised', at_school);
  const concern = teacher.page.path.replace(/\?.*/, '');
  const at_council = 'Speak to your safeguarding lead: Ines Carvalho (safeguarding lead), or Helen Okafor (deputy).';
  for (const path of ['/', '/concerns', '/concerns/decided', '/concerns/raised', concern, `${concern}/partners`, `${concern}/who/person`, `${concern}/who/context`, '/requests', '/requests/answered']) {
    const visitor = path.startsWith('/requests') ? manager : worker;
    await visitor.open(path);
    assert.equal(visitor.page.status, 200, path);
    first(visitor, path, at_council);
  }
  await worker.open('/concerns/new');
  await worker.press('Send to the team', { what: 'x' });
  first(worker, 'a form with gaps', at_council);
});

// Last: from here on the school has another lead.
test('whoever leads no longer sees nothing more, at once', async () => {
  const [teacher, lead, deputy, keeper] = await people('teacher', 'lead', 'deputy', 'administrator');
  const href = await shown_draft(teacher);
  const other = await shown_draft(teacher);
  await lead.open(other);
  await lead.press('Send it to the team');
  const concern = lead.page.path.replace(/\?.*/, '');
  await lead.open(href);
  await keeper.open('/directory');
  const agency = keeper.page.body.match(/(\/directory\/agencies\/[0-9a-f-]+)">Lanternhouse Academy/)[1];
  await keeper.open(`${agency}/leads/new`);
  const account = keeper.page.body.match(/<option value="([0-9a-f-]{36})"[^>]*>Jonah Bright/)[1];
  await keeper.press('Save', { account, role: 'lead' });
  assert.equal(keeper.page.status, 200, keeper.page.text);
  await lead.press('Give this advice', { advice: 'Too late.' });
  assert.equal(lead.page.status, 404);
  await does_not_exist(lead, href);
  assert.equal((await lead.ask('GET', concern)).status, 404);
  await deputy.open(href);
  deputy.says(worry.what);
  deputy.does_not_say('Too late.');
});
