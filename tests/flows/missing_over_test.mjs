// SPDX-License-Identifier: MIT
// What is over already, what is shared no longer, and what an episode that is closed takes no more: by the page and by a program,
// on the days on which the clocks change too.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { Kith, fresh_folder, one_time_password, run, settle_in } from './kith.mjs';
import { masked } from './visitor.mjs';

const cast = { coordinator: 'bronwen.ash', police: 'maeve.tollan', county: 'perry.oduya', home: 'tess.wilder', key_worker: 'gemma.stoll', outsider: 'callum.reyes' };
const nothing = '00000000-0000-4000-8000-000000000000';
const monday = '2026-10-26T12:00:00Z'; // the day after the clocks went back
let data, kith, by_coordinator, by_police, by_county;
const people = {};
const teams = {};

const moment = (name, day, month, time, hour) => ({ [`${name}-day`]: day, [`${name}-month`]: month, [`${name}-year`]: '2026', [`${name}-time`]: time, ...(hour && { [`${name}-hour`]: hour }) });
const teams_on = (page) => {
  const select = page.match(/<select[^>]*name="responsible"[^>]*>([\s\S]*?)<\/select>/)[1];
  return Object.fromEntries([...select.matchAll(/<option value="([^"]+)"[^>]*>([^<]*)</g)].map(([, id, text]) => [text, id]));
};
const team = (words) => Object.entries(teams).find(([text]) => text.includes(words))[1];
const program = (name) => {
  const made = run('token', name, '--data', data);
  assert.equal(made.status, 0, made.err);
  return async (method, path, body, headers = {}) => {
    const answer = await fetch(kith.staff + path, { method, ...(body && { body: JSON.stringify(body) }), headers: { Authorization: `Bearer ${made.out.trim()}`, 'Content-Type': 'application/json', ...headers } });
    return { status: answer.status, etag: answer.headers.get('etag'), told: JSON.parse((await answer.text()) || 'null') };
  };
};
const path_of = (visitor) => visitor.page.path.replace(/\?.*/, '');
const made_person = async (name, birth = '2011-05-03') => (await by_coordinator('POST', '/api/v1/people', { names: [{ kind: 'birth', name }], birth })).told.id;
const report = { kind: 'M', reported_at: '2026-10-24T20:00:00Z', left_at: '2026-10-24T18:00:00Z', absent_from: 'home', reporter: 'An aunt', last_seen_place: 'The gate', exploitation: 'no' };
const back = { returned_at: '2026-10-24T22:00:00Z', found_by: 'self', found_place: 'Home', state: 'Well', safe_now: 'At home' };
const parties = () => [{ team: team('Missing persons unit'), duty: 'police' }, { team: team('Missing from home, Quillshire'), duty: 'responsible' }];
const begun = async (person, answers = {}, more = {}) => (await by_coordinator('POST', '/api/v1/missing', { person, parties: parties(), answers: { ...report, ...answers }, ...more })).told;

before(async () => {
  data = join(fresh_folder(), 'data');
  const made = run('demo', '--size', 'small', '--now', monday, '--data', data);
  assert.equal(made.status, 0, made.err);
  const passwords = Object.values(cast).map((name) => [name, one_time_password(data, name)]);
  kith = await Kith.start(data, { words: ['--now', monday, '--without-public'] });
  for (const [name, one_time] of passwords) await settle_in(kith.stranger(), name, one_time);
  for (const [part, name] of Object.entries(cast)) people[part] = await kith.signed_in(name);
  [by_coordinator, by_police, by_county] = [program(cast.coordinator), program(cast.police), program(cast.county)];
  people.person = await made_person('Marnie Holloway');
  await people.coordinator.open(`/missing/new?person=${people.person}`);
  Object.assign(teams, teams_on(people.coordinator.page.body));
});

const typed = {
  kind: 'M', ...moment('reported_at', '25', '10', '09:00'), ...moment('left_at', '24', '10', '23:00'), absent_from: 'home', reporter: 'Her mother', last_seen_place: 'The tram terminus', exploitation: 'no',
};
const returned = { found_by: 'self', found_place: 'Home', state: 'Tired', safe_now: 'At home with her mother' };

test('who is back already is reported in one form, which refuses a return before they went, or still to come, and keeps what was typed', async () => {
  const { coordinator } = people;
  await coordinator.open(`/missing/new?person=${people.person}`);
  coordinator.says('Are they back already?');
  const both = { ...typed, ...returned, back_already: 'yes', police: team('Missing persons unit'), responsible: team('Missing from home, Quillshire') };
  await coordinator.press('Report', { ...both, ...moment('returned_at', '24', '10', '22:00') });
  assert.equal(coordinator.page.status, 422);
  coordinator.says('They came back after they went');
  assert.match(coordinator.page.body, />At home with her mother</);
  await coordinator.press('Report', moment('returned_at', '27', '10', '09:00'));
  assert.equal(coordinator.page.status, 422);
  coordinator.says('They cannot have come back at a moment that is still to come');
  assert.match(coordinator.page.body, />At home with her mother</);
  await coordinator.press('Report', { ...moment('returned_at', '', '', ''), 'returned_at-year': '', safe_now: '' });
  assert.equal(coordinator.page.status, 422);
  coordinator.says('Enter when they came back');
  coordinator.says('Say where they are now and what keeps them safe');
  assert.match(coordinator.page.body, /value="The tram terminus"/);
});

test('what was written of a return is not dropped where nobody chose that they are back', async () => {
  const { coordinator } = people;
  await coordinator.press('Report', { back_already: 'no', found_place: 'The harbour wall' });
  assert.equal(coordinator.page.status, 422);
  coordinator.says('You filled in what follows “Yes, they are back, or were found”');
  assert.match(coordinator.page.body, /value="The harbour wall"/);
});

test('it is kept as a draft with its return', async () => {
  const { coordinator } = people;
  await coordinator.press('Save and come back later', { back_already: 'yes', found_place: 'The harbour wall', ...moment('returned_at', '25', '10', '07:00') });
  coordinator.says('What you typed on 26 October 2026');
  assert.match(coordinator.page.body, /value="The harbour wall"/);
  assert.match(coordinator.page.body, /name="back_already"[^>]*value="yes"[^>]*checked/);
});

test('the hour that comes twice in October is asked for, and the 72 hours run from the one that was meant', async () => {
  const { coordinator } = people;
  const said = { ...returned, back_already: 'yes', ...moment('returned_at', '25', '10', '01:30') };
  await coordinator.press('Report', said);
  assert.equal(coordinator.page.status, 422);
  coordinator.says('The clocks went back');
  await coordinator.press('Report', { 'returned_at-hour': 'second' });
  coordinator.says('It is reported, with their return. The 72 hours of the return interview run from that.');
  coordinator.says('At home with her mother');
  coordinator.says('25 October 2026 at 01:30 (after the clocks went back)'); // whoever reads it knows which
  people.over = path_of(coordinator);
  const { told } = await by_coordinator('GET', `/api/v1${people.over}`);
  assert.equal(told.state, 'returned');
  assert.equal(told.version, 1);
  assert.equal(told.returned_at, '2026-10-25T01:30:00.000000Z'); // 01:30 GMT, the second
  assert.equal(told.return_interview.due_at, '2026-10-28T01:30:00.000000Z');
  await coordinator.open('/missing/interviews');
  coordinator.says('Marnie Holloway');
  await coordinator.open('/missing');
  coordinator.says('Back, and not closed yet');
});

test('the hour that does not exist in March is refused with a sentence', async () => {
  const { coordinator } = people;
  await coordinator.open(`/missing/new?person=${people.person}`);
  await coordinator.press('Report', { ...typed, ...returned, back_already: 'yes', ...moment('reported_at', '29', '3', '09:00'), ...moment('left_at', '28', '3', '20:00'), ...moment('returned_at', '29', '3', '01:30') });
  assert.equal(coordinator.page.status, 422);
  assert.match(coordinator.page.text, /The clocks went forward/);
});

test('one that overlaps a later one is told which, and what to do', async () => {
  const { coordinator } = people;
  await coordinator.open(`/missing/new?person=${people.person}`);
  const before_it = { ...typed, ...moment('reported_at', '24', '10', '22:30'), ...moment('left_at', '24', '10', '20:00') };
  await coordinator.press('Report', { ...before_it, back_already: 'no' });
  assert.equal(coordinator.page.status, 409);
  coordinator.says('They went missing again later, on 24 October 2026');
  coordinator.says('say when they came back from it');
  await coordinator.press('Report', { ...returned, back_already: 'yes', ...moment('returned_at', '24', '10', '23:30') });
  assert.equal(coordinator.page.status, 409);
  coordinator.says('so they came back from this time before that');
  await coordinator.press('Report', moment('returned_at', '24', '10', '22:00'));
  coordinator.says('It is reported, with their return. They went missing again after that: the return interview that is still to come speaks of both times.');
  // She went again before anybody talked with her: the next interview speaks of both.
  const { told } = await by_coordinator('GET', `/api/v1${path_of(coordinator)}`);
  assert.equal(told.return_interview.outcome, 'missing_again');
});

test('a program reports who is back already by the same rules', async () => {
  const person = await made_person('Cleo Marsh');
  const refused = await by_coordinator('POST', '/api/v1/missing', { person, parties: parties(), answers: report, return_answers: { ...back, returned_at: '2026-10-24T17:00:00Z' } });
  assert.equal(refused.status, 422);
  assert.equal(refused.told.field, 'returned_at');
  const short = await by_coordinator('POST', '/api/v1/missing', { person, parties: parties(), answers: report, return_answers: { returned_at: '2026-10-24T22:00:00Z' } });
  assert.equal(short.status, 422);
  const made = await begun(person, {}, { return_answers: back });
  assert.equal(made.state, 'returned');
  assert.equal(made.return_answers.state, 'Well');
  assert.equal(made.return_interview.due_at, '2026-10-27T22:00:00.000000Z');
});

test('the teams of a report are named by the page and by a program; one that is not there is invalid', async () => {
  const { coordinator, police, outsider } = people;
  const person = await made_person('Ira Denholm');
  await coordinator.open(`/missing/new?person=${person}`);
  await coordinator.press('Report', { ...typed, back_already: 'no', police: nothing });
  assert.equal(coordinator.page.status, 422);
  coordinator.says('Choose a team of the list');
  await coordinator.press('Report', { police: team('Missing from home, Quillshire') });
  assert.equal(coordinator.page.status, 422);
  coordinator.says('Only a team of the police looks for them');
  assert.match(coordinator.page.body, /value="The tram terminus"/);
  await coordinator.press('Report', { police: team('Missing persons unit') });
  coordinator.says('It is reported.');
  await police.open(path_of(coordinator));
  police.says('Ira Denholm');
  assert.equal((await outsider.ask('GET', path_of(coordinator))).status, 404);
  const other = await made_person('Jonah Pell');
  for (const wrong of [{ team: nothing, duty: 'police' }, { team: 'the police', duty: 'police' }, { team: team('Missing persons unit'), duty: 'host' }, { team: team('Missing persons unit'), duty: 'friend' }]) {
    const answer = await by_coordinator('POST', '/api/v1/missing', { person: other, parties: [wrong], answers: report });
    assert.equal(answer.status, 422, JSON.stringify(wrong));
    assert.equal(answer.told.field, 'parties');
  }
  const made = await begun(other);
  assert.deepEqual(made.parties.map((one) => one.duty).sort(), ['police', 'reporter', 'responsible']);
});

test('a team shares it no longer, with why; it finds nothing then, as for what is not there, and is given it again', async () => {
  const { coordinator, home } = people;
  const person = await made_person('Tobias Wren');
  people.shared = await begun(person);
  const one = `/missing/${people.shared.id}`;
  await coordinator.open(`${one}/share`);
  await coordinator.press('Save', { team: team('Staff of the home'), duty: 'carer' });
  await home.open(one);
  home.says('Tobias Wren');
  home.does_not_say('No longer share');
  const parties_now = async () => (await by_coordinator('GET', `/api/v1${one}/parties`)).told;
  const carer = (await parties_now()).parties.find((party) => party.duty === 'carer');
  assert.equal((await home.ask('GET', `${one}/share/${carer.id}`)).status, 403); // who cares for them takes nobody off
  await coordinator.open(one);
  coordinator.says('No longer share with Staff of the home, Larkspring House: Who cares for them');
  // The reporter's team answers for him too: the page does not say that it finds the episode no more.
  const [, reporter] = coordinator.page.body.match(/href="([^"]*\/share\/[^"]*)"[^>]*>No longer share<[^>]*>[^<]*Missing from home, Quillshire Council: Who reported it/);
  await coordinator.open(reporter);
  coordinator.says('The team finds the episode still, for it shares it as “Authority that answers for them” too.');
  coordinator.does_not_say('will not find the episode any more');
  await coordinator.open(one);
  await coordinator.open(`${one}/share/${carer.id}`);
  coordinator.says('Staff of the home');
  await coordinator.press('Save', { reason: ' ' });
  assert.equal(coordinator.page.status, 422);
  coordinator.says('Say why');
  await coordinator.press('Save', { reason: 'He moved to his aunt' });
  coordinator.says('They share it no longer.');
  coordinator.says('Shared with them before');
  coordinator.says('He moved to his aunt');
  for (const below of ['', '/print', '/log']) assert.equal(masked(await home.ask('GET', one + below)), masked(await home.ask('GET', `/missing/${nothing}${below}`)), below);
  assert.equal((await coordinator.ask('GET', `${one}/share/${carer.id}`)).status, 404); // it is over
  const again = await by_coordinator('POST', `/api/v1${one}/parties`, { team: team('Staff of the home'), duty: 'carer' });
  assert.equal(again.status, 200);
  assert.equal(again.told.ended.length, 1);
  await home.open(one);
  home.says('Tobias Wren');
  const now = again.told.parties.find((party) => party.duty === 'carer');
  const blank = await by_coordinator('POST', `/api/v1${one}/parties/${now.id}/end`, { because: '' });
  assert.deepEqual([blank.status, blank.told.field], [422, 'because']);
  const ended = await by_coordinator('POST', `/api/v1${one}/parties/${now.id}/end`, { because: 'Only for a night' });
  assert.deepEqual(ended.told.ended.map((party) => party.because), ['Only for a night', 'He moved to his aunt']);
  assert.equal((await home.ask('GET', one)).status, 404);
});

test('the authority that answers for him, and the police who look for him, are not taken off', async () => {
  const one = `/api/v1/missing/${people.shared.id}`;
  const { parties: all } = (await by_coordinator('GET', `${one}/parties`)).told;
  for (const duty of ['responsible', 'police']) {
    const refused = await by_coordinator('POST', `${one}/parties/${all.find((party) => party.duty === duty).id}/end`, { because: 'In error' });
    assert.equal(refused.status, 409, duty);
  }
  assert.equal((await by_county('POST', `${one}/parties/${all[0].id}/end`, { because: 'In error' })).status, 404);
});

test('what was done before they went is kept, and told so', async () => {
  const { police } = people;
  await police.open(`/missing/${people.shared.id}/log`);
  await police.press('Save', { kind: 'contact', ...moment('at', '24', '10', '18:00'), said: 'He rang the school' });
  police.says('It is kept. It lies before they went');
  const { told } = await by_police('GET', `/api/v1/missing/${people.shared.id}`);
  assert.equal(told.log[0].before_they_went, true);
  await police.open(`/missing/${people.shared.id}/log`);
  await police.press('Save', { kind: 'search', ...moment('at', '25', '10', '18:00'), said: 'The park was searched' });
  police.does_not_say('It lies before they went');
});

test('an offer is kept once however often its key is sent, and a key that came with something else is refused', async () => {
  const { coordinator } = people;
  const offers = async () => (await by_coordinator('GET', `/api/v1${people.over}/interview`)).told.offers.length;
  await coordinator.open('/missing/interviews');
  const [, token] = coordinator.page.body.match(/name="csrf" value="([^"]+)"/);
  const part = coordinator.page.body.slice(coordinator.page.body.indexOf(`${people.over}/interview/offer/now`));
  const [, key] = part.match(/name="key" value="([^"]+)"/);
  const sends = (fields) => coordinator.ask('POST', `${people.over}/interview/offer/now`, { csrf: token, from: 'list', key, result: 'not_reached', method: 'phone', ...fields });
  assert.equal((await sends({})).status, 303);
  assert.equal((await sends({})).status, 303);
  assert.equal(await offers(), 1);
  const other = await sends({ result: 'thinking' });
  assert.equal(other.status, 422);
  assert.equal(await offers(), 1);
  const wrong = await sends({ key: 'another', result: 'perhaps' });
  assert.equal(wrong.status, 422);
  assert.equal(await offers(), 1);
  // A press alone does not say that they said yes.
  for (const page of ['/missing/interviews', `${people.over}/interview`]) {
    await coordinator.open(page);
    await coordinator.press('Keep this offer');
    assert.equal(coordinator.page.status, 422, page);
    coordinator.says('Choose what came of it');
    assert.equal(await offers(), 1, page);
  }
});

test('a press that comes twice is kept once: a grade, a prevention interview, a return', async () => {
  const { police, coordinator } = people;
  const id = (await begun(await made_person('Quillon Starreveld'))).id;
  const twice = async (below, fields) => {
    await police.open(`/missing/${id}/${below}`);
    const [first, second] = await police.press_twice('Save', fields);
    assert.deepEqual([first.status, second.status, second.headers.location], [303, 303, first.headers.location], below);
  };
  await twice('grade', { grade: 'HIGH', ...moment('at', '24', '10', '21:30'), graded_by: 'Maeve Tollan', because: 'A grade in these words' });
  await twice('return', { ...returned, ...moment('returned_at', '24', '10', '23:00') });
  await twice('prevention', { ...moment('held_at', '25', '10', '09:00'), held_by: 'PC Tollan', said: 'An interview in these words' });
  await coordinator.open(`/missing/${id}`);
  for (const words of [/A grade in these words/g, /An interview in these words/g]) assert.equal(coordinator.page.text.match(words).length, 1);
});

test('so are an interview, what was learned, why none was held, and closing: nobody is asked why they change it, or offered to open it again', async () => {
  const { police, coordinator } = people;
  const id = (await begun(await made_person('Sabeline Marchetti-Ruud'))).id;
  const twice = async (below, button, fields, said) => {
    await coordinator.open(`/missing/${id}/${below}`);
    const [first, second] = await coordinator.press_twice(button, fields);
    assert.deepEqual([first.status, second.status, second.headers.location], [303, 303, first.headers.location], below);
    assert.ok(first.headers.location.endsWith(`?said=${said}`), first.headers.location);
  };
  await twice('return', 'Save', { ...returned, ...moment('returned_at', '24', '10', '23:00') }, 'returned');
  await coordinator.open(`/missing/${id}/interview`);
  await coordinator.press('Keep this offer', { result: 'no_today' });
  await twice('interview/end', 'Save', { outcome: 'declined', who_declined: 'Sabeline', tried: 'Her aunt asked', because: 'Not now' }, 'ended');
  await coordinator.open(`/missing/${id}/interview`);
  await coordinator.press('Open it again', { reason: 'She rang' });
  await twice('interview/talk', 'Save', { ...moment('held_at', '25', '10', '09:00'), interviewer: 'Idris Kaye', independent: 'yes', why: 'ضوضاء 😀', crime_told: 'no', would_help: 'Quiet', tell_home: 'yes' }, 'held');
  await twice('interview/learning', 'Save', { anything: 'yes', learned: 'A quiet voice helps' }, 'learned');
  await coordinator.open(`/missing/${id}/withdraw`); // it would take her words away too: said before, not after
  coordinator.says('A return interview was held: nobody finds what was said in it any more, either.');
  await police.open(`/missing/${id}`);
  await police.press('I have read it', { said: 'We know it now' });
  await twice('close', 'Close', { because: 'She is home' }, 'closed');
});

test('the manager of the home grades no risk, puts no report away and closes nothing', async () => {
  const { coordinator, police, home } = people;
  const id = (await begun(await made_person('Oriel Vantongeren'))).id;
  assert.ok((await by_coordinator('POST', `/api/v1/missing/${id}/parties`, { team: team('Staff of the home'), duty: 'carer' })).status < 300);
  await police.open(`/missing/${id}/grade`);
  await police.press('Save', { grade: 'HIGH', ...moment('at', '24', '10', '21:30'), graded_by: 'Maeve Tollan', because: 'Threats' });
  await home.open(`/missing/${id}`);
  home.says('Oriel Vantongeren');
  await people.key_worker.open('/missing'); // no button that they may not press
  people.key_worker.says('Nobody of the police or an authority has said yet that they have seen this.');
  people.key_worker.does_not_say('I have seen this');
  for (const words of ['Grade the risk', 'It was recorded in error', 'Close the episode', 'Put the report right']) home.does_not_say(words);
  for (const below of ['grade', 'withdraw', 'correct', 'close']) assert.equal((await home.ask('GET', `/missing/${id}/${below}`)).status, 403, below);
  await home.open(`/missing/${id}/return`); // they say when she is back
  await home.press('Save', { ...returned, ...moment('returned_at', '24', '10', '23:00') });
  home.says('They are back.');
  await coordinator.open('/missing');
  coordinator.says('Oriel Vantongeren');
});

test('offers are between the return and now, by the page and by a program', async () => {
  const { coordinator } = people;
  await coordinator.open(`${people.over}/interview/offer`);
  await coordinator.press('Save', { ...moment('at', '24', '10', '20:00'), method: 'phone', offered_by: 'Bronwen Ash', result: 'thinking', said: 'She wants to think' });
  assert.equal(coordinator.page.status, 422);
  coordinator.says('enter a moment after that');
  assert.match(coordinator.page.body, /She wants to think/);
  await coordinator.press('Save', moment('at', '27', '10', '20:00'));
  assert.equal(coordinator.page.status, 422);
  coordinator.says('Enter a moment that is not still to come');
  await coordinator.press('Save', moment('at', '25', '10', '20:00'));
  coordinator.says('The offer is kept.');
  const offers = `/api/v1${people.over}/interview/offers`;
  const early = await by_coordinator('POST', offers, { answers: { at: '2026-10-24T10:00:00Z', method: 'phone', result: 'thinking' } });
  assert.deepEqual([early.status, early.told.field], [422, 'at']);
  const kept = await by_coordinator('POST', offers, { answers: { at: '2026-10-26T10:00:00Z', method: 'phone', result: 'accepted' } });
  assert.equal(kept.told.offers.length, 3);
  assert.equal((await by_police('POST', offers, { answers: { at: '2026-10-26T10:00:00Z', method: 'phone', result: 'accepted' } })).status, 404);
});

test('the prevention interview is held after the return, and is no return interview', async () => {
  const { police } = people;
  await police.open(`${people.over}/prevention`);
  const held = { held_by: 'PC Tollan', said: 'She was cold', harm: '', next: 'Her mother was told' };
  await police.press('Save', { ...held, ...moment('held_at', '24', '10', '23:30') });
  assert.equal(police.page.status, 422);
  police.says('It is held after they came back');
  assert.match(police.page.body, /She was cold/);
  await police.press('Save', moment('held_at', '25', '10', '03:00'));
  police.says('The prevention interview is kept.');
  const address = `/api/v1${people.over}/prevention`;
  const early = await by_police('POST', address, { answers: { ...held, held_at: '2026-10-24T23:00:00Z' } });
  assert.deepEqual([early.status, early.told.field], [422, 'held_at']);
  const kept = await by_police('POST', address, { answers: { ...held, held_at: '2026-10-25T04:00:00Z', said: 'She slept' } });
  assert.deepEqual(kept.told.prevention.map((one) => one.said), ['She was cold', 'She slept']);
  assert.equal(kept.told.return_interview.state, 'open');
  const away = await by_police('POST', `/api/v1/missing/${people.shared.id}/prevention`, { answers: { ...held, held_at: '2026-10-25T04:00:00Z' } });
  assert.deepEqual([away.status, away.told.field], [422, 'held_at']); // he is not back
  assert.equal((await by_county('POST', address, { answers: { ...held, held_at: '2026-10-25T04:00:00Z' } })).status, 404);
});

test('what was learned: written anew over another is refused, said to be read without a version too, and not there is not there', async () => {
  const one = `/api/v1${people.over}`;
  const learning = `${one}/learning`;
  assert.equal((await by_coordinator('GET', learning)).status, 404); // none yet
  const early = await by_coordinator('POST', learning, { answers: { anything: 'no', nothing_because: 'She missed her bus' } });
  assert.equal(early.status, 409); // no interview was held
  const talk = await by_coordinator('POST', `${one}/interview/talk`, { answers: { held_at: '2026-10-26T11:00:00Z', interviewer: 'Idris Kaye', independent: 'yes', why: 'It was loud', crime_told: 'no', would_help: 'A quiet room', tell_home: 'yes' } }, { 'If-Match': `"v${(await by_coordinator('GET', `${one}/interview`)).told.version}"` });
  assert.equal(talk.status, 200);
  const written = await by_coordinator('POST', learning, { answers: { anything: 'yes', learned: 'A quiet voice helps' } });
  assert.equal(written.status, 200);
  const late = await by_coordinator('POST', learning, { answers: { anything: 'yes', learned: 'Another' } });
  assert.equal(late.status, 409); // somebody wrote it already
  const anew = await by_coordinator('POST', learning, { answers: { anything: 'yes', learned: 'A quiet voice helps, and time' } }, { 'If-Match': written.etag });
  assert.equal(anew.status, 200);
  const reads = `${learning}/reads`;
  assert.equal((await by_police('POST', reads, { said: 'We go there first' })).status, 428);
  assert.equal((await by_police('POST', reads, { said: 'We go there first' }, { 'If-Match': written.etag })).status, 409); // it was written anew
  const blank = await by_police('POST', reads, { said: ' ' }, { 'If-Match': anew.etag });
  assert.deepEqual([blank.status, blank.told.field], [422, 'said']);
  assert.equal((await by_police('POST', reads, { said: 'We go there first' }, { 'If-Match': anew.etag })).status, 200);
  for (const path of [`${learning}`, reads]) {
    assert.equal((await by_county(path === reads ? 'POST' : 'GET', path, path === reads ? { said: 'Read' } : undefined)).status, 404);
    assert.equal((await by_county(path === reads ? 'POST' : 'GET', path.replace(people.over.slice('/missing/'.length), nothing), path === reads ? { said: 'Read' } : undefined)).status, 404);
  }
});

test('an episode that is closed takes nothing more until it is opened again, save that it is shared no longer', async () => {
  const { coordinator, police } = people;
  const one = people.over;
  await coordinator.open(`${one}/share`);
  await coordinator.press('Save', { team: team('Staff of the home'), duty: 'carer' });
  await coordinator.open(`${one}/close`);
  await coordinator.press('Close', { because: 'She is home' });
  coordinator.says('The episode is closed.');
  coordinator.does_not_say('Share it with a team');
  const refused = async (visitor, path, answers) => {
    await visitor.open(one + path);
    await visitor.press('Save', answers);
    assert.equal(visitor.page.status, 409, path);
    visitor.says('The episode is closed: open it again first');
  };
  await refused(police, '/log', { kind: 'search', ...moment('at', '26', '10', '11:00'), said: 'The park was searched' });
  assert.match(police.page.body, /The park was searched/);
  await refused(police, '/prevention', { ...moment('held_at', '26', '10', '11:00'), held_by: 'PC Tollan', said: 'She was cold', harm: '', next: 'Home' });
  await refused(coordinator, '/share', { team: team('Missing children, Marlshire'), duty: 'host' });
  const companion = await made_person('Wilf Ames');
  const { told: known } = await by_coordinator('GET', `/api/v1/people/${companion}`);
  await refused(coordinator, '/together', { reference: known.reference });
  const api = `/api/v1${one}`;
  for (const [path, body] of [['/log', { answers: { kind: 'search', at: '2026-10-26T11:00:00Z', said: 'Searched' } }], ['/parties', { team: team('Missing children, Marlshire'), duty: 'host' }], ['/grades', { answers: { grade: 'LOW', at: '2026-10-25T00:00:00Z', graded_by: 'PC', because: 'Calm' } }]])
    assert.equal((await by_police('POST', api + path, body)).status, 409, path);
  assert.equal((await by_police('POST', `${api}/return`, { answers: back }, { 'If-Match': '"v9"' })).status, 409);
  await coordinator.open(`${one}/not-back`);
  await coordinator.press('Save', { reason: 'It was somebody else' });
  assert.equal(coordinator.page.status, 409);
  const carer = (await by_coordinator('GET', `${api}/parties`)).told.parties.find((party) => party.duty === 'carer');
  assert.equal((await by_coordinator('POST', `${api}/parties/${carer.id}/end`, { because: 'She lives with her mother' })).status, 200);
});

test('an interview that was declined is not opened again while its episode is closed', async () => {
  const { coordinator } = people;
  const one = `/missing/${(await begun(await made_person('Kit Sorrel'), {}, { return_answers: back })).id}`;
  const version = async () => ({ 'If-Match': `"v${(await by_coordinator('GET', `/api/v1${one}/interview`)).told.version}"` });
  await by_coordinator('POST', `/api/v1${one}/interview/offers`, { answers: { at: '2026-10-25T10:00:00Z', method: 'phone', result: 'no_today' } });
  assert.equal((await by_coordinator('POST', `/api/v1${one}/interview/end`, { answers: { outcome: 'declined', who_declined: 'Kit', tried: 'A letter', because: 'He does not want to' } }, await version())).status, 200);
  await coordinator.open(`${one}/interview`);
  const opens = coordinator.filled('Open it again', { reason: 'He wants to talk' });
  await coordinator.open(`${one}/close`);
  await coordinator.press('Close', { because: 'He is home' });
  coordinator.says('The episode is closed.');
  const refused = await coordinator.ask('POST', opens.action, opens.pairs);
  assert.equal(refused.status, 409);
  assert.match(refused.text, /The episode is closed: open it again first/);
  await coordinator.open(`${one}/close`);
  await coordinator.press('Open it again', { because: 'He wants to talk' });
  const opened = await coordinator.ask('POST', opens.action, opens.pairs);
  assert.equal(opened.status, 303);
});
