// SPDX-License-Identifier: MIT
// Two children go missing together, one of them placed by another county; one comes back before the clocks change. Police, home
// and both authorities share what is theirs, and each hour of the 72 is an elapsed one.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { Kith, fresh_folder, one_time_password, run, settle_in } from './kith.mjs';
import { picture } from './pictures.mjs';
import { masked } from './visitor.mjs';
import { press_with_file } from './with_file.mjs';

const cast = { coordinator: 'bronwen.ash', interviewer: 'idris.kaye', police: 'maeve.tollan', county: 'perry.oduya', home: 'tess.wilder', outsider: 'callum.reyes', desk: 'dana.whitlock', handler: 'viktor.hale' };
const nothing = '00000000-0000-4000-8000-000000000000';
const sunday = '2026-03-29T08:00:00Z'; // 09:00 BST, the day the clocks went forward
let data, kith;
const people = {};
const hers = {};
const his = {};

const moment = (name, day, month, time, hour) => ({ [`${name}-day`]: day, [`${name}-month`]: month, [`${name}-year`]: '2026', [`${name}-time`]: time, ...(hour && { [`${name}-hour`]: hour }) });
const chosen = (visitor, field, words) => {
  const select = visitor.page.body.match(new RegExp(`<select[^>]*name="${field}"[^>]*>([\\s\\S]*?)</select>`))[1];
  const option = [...select.matchAll(/<option value="([^"]*)"[^>]*>([^<]*)</g)].find(([, , text]) => text.includes(words));
  assert.ok(option, `${words} is not offered for ${field}`);
  return option[1];
};
const by_program = (name) => {
  const made = run('token', name, '--data', data);
  assert.equal(made.status, 0, made.err);
  return async (method, path, body, headers = {}) => {
    const answer = await fetch(kith.staff + path, { method, ...(body && { body: JSON.stringify(body) }), headers: { Authorization: `Bearer ${made.out.trim()}`, 'Content-Type': 'application/json', ...headers } });
    const text = await answer.text();
    assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${text}`);
    return JSON.parse(text);
  };
};
const reference_of = (visitor) => visitor.page.text.match(/P-[0-9A-Z]{3}-[0-9A-Z]{4}/)[0];
const path_of = (visitor) => visitor.page.path.replace(/\?.*/, '');

before(async () => {
  data = join(fresh_folder(), 'data');
  const made = run('demo', '--size', 'small', '--now', sunday, '--data', data);
  assert.equal(made.status, 0, made.err);
  const passwords = Object.values(cast).map((name) => [name, one_time_password(data, name)]);
  kith = await Kith.start(data, { words: ['--now', sunday, '--without-public'] });
  for (const [name, one_time] of passwords) await settle_in(kith.stranger(), name, one_time);
  for (const [part, name] of Object.entries(cast)) people[part] = await kith.signed_in(name);
});

test('a girl is reported; the start is the later of leaving and being seen, and nothing typed is lost', async () => {
  const { coordinator } = people;
  await coordinator.open('/people/new');
  await coordinator.press('Make the record', { name: 'Marnie Holloway', 'birth-day': '3', 'birth-month': '5', 'birth-year': '2011' });
  hers.person = path_of(coordinator);
  hers.reference = reference_of(coordinator);
  coordinator.says('Missing from home');
  await coordinator.open(`${hers.person}/missing`);
  coordinator.says('No episode stands here');
  await coordinator.follow('They are missing');
  const given = {
    kind: 'M', ...moment('reported_at', '28', '3', '18:30'), ...moment('left_at', '28', '3', '17:00'), absent_from: 'home',
    reporter: 'Her mother', ...moment('last_seen_at', '28', '3', '17:20'), last_seen_place: 'The tram terminus', clothing: 'A yellow coat', exploitation: 'no',
  };
  await coordinator.press('Report', { ...given, exploitation: [] });
  assert.equal(coordinator.page.status, 422);
  coordinator.says('Say whether anybody suspects exploitation');
  assert.match(coordinator.page.body, /A yellow coat/);
  await coordinator.press('Save and come back later', { police: chosen(coordinator, 'police', 'Missing persons unit') });
  coordinator.says('What you typed on 29 March 2026');
  assert.match(coordinator.page.body, /A yellow coat/);
  assert.match(coordinator.page.body, /<option value="[^"]*" selected>[^<]*Missing persons unit/);
  await coordinator.press('Report', { ...given, police: chosen(coordinator, 'police', 'Missing persons unit'), responsible: chosen(coordinator, 'responsible', 'Missing from home, Quillshire') });
  coordinator.says('It is reported.');
  hers.path = path_of(coordinator);
  coordinator.says('28 March 2026 at 17:20');
  coordinator.says('Marnie Holloway');
});

test('a second episode while one is open is refused with which, and the form stays filled in', async () => {
  const { coordinator } = people;
  await coordinator.open(`/missing/new?person=${hers.person.split('/').pop()}`);
  await coordinator.press('Report', { kind: 'A', ...moment('reported_at', '28', '3', '20:00'), ...moment('left_at', '28', '3', '19:00'), absent_from: 'school', reporter: 'School', last_seen_place: 'The gate of the school', exploitation: 'no' });
  assert.equal(coordinator.page.status, 409);
  coordinator.says('is open already for them');
  assert.match(coordinator.page.body, /The gate of the school/);
});

test('the hour that does not exist in March is refused with a sentence', async () => {
  const { police } = people;
  await police.open(`${hers.path}/log`);
  await police.press('Save', { kind: 'sighting', ...moment('at', '29', '3', '01:30'), place: 'Tram', said: 'Seen by a driver' });
  assert.equal(police.page.status, 422);
  assert.match(police.page.text, /The clocks went forward/);
  assert.match(police.page.body, /Seen by a driver/);
});

test('a boy whom another county placed went with her: an episode of his own, shared by both authorities', async () => {
  const { coordinator, county, home } = people;
  await coordinator.open('/people/new');
  await coordinator.press('Make the record', { name: 'Tobias Wren', 'birth-day': '14', 'birth-month': '9', 'birth-year': '2010' });
  his.person = path_of(coordinator);
  his.reference = reference_of(coordinator);
  await coordinator.open(`${hers.path}/together`);
  await coordinator.press('Save', { reference: 'P-000-0000' });
  assert.equal(coordinator.page.status, 422);
  await coordinator.press('Save', { reference: his.reference });
  coordinator.says('The two episodes are joined.');
  await coordinator.follow('Tobias Wren');
  his.path = path_of(coordinator);
  assert.notEqual(his.path, hers.path);
  coordinator.says('Marnie Holloway');
  for (const [team, duty] of [['Missing children, Marlshire', 'responsible'], ['Missing from home, Quillshire', 'host'], ['Staff of the home', 'carer']]) {
    await coordinator.open(`${his.path}/share`);
    await coordinator.press('Save', { team: chosen(coordinator, 'team', team), duty });
    coordinator.says('The team shares it now.');
  }
  await county.open(his.path);
  county.says('Tobias Wren');
  county.does_not_say('Marnie'); // hers is not theirs
  county.does_not_say('Their record'); // the record is not opened by it
  await home.open(his.path);
  home.does_not_say('Marnie');
  await coordinator.open(hers.path);
  coordinator.says('Tobias Wren');
});

test('whoever shares none of it finds nothing, as for what is not there', async () => {
  for (const [who, path] of [['outsider', hers.path], ['outsider', his.path], ['county', hers.path], ['home', hers.path]])
    for (const below of ['', '/print', '/grade', '/interview', '/close', '/log']) {
      const hidden = await people[who].ask('GET', path + below);
      assert.equal(hidden.status, 404, `${who} ${path}${below}`);
      assert.equal(masked(hidden), masked(await people[who].ask('GET', `/missing/${nothing}${below}`)), below);
    }
  await people.outsider.open('/missing');
  people.outsider.does_not_say('Marnie');
  people.outsider.says('Nobody is missing');
});

test('a high risk stands first on the duty page until somebody says by name that they have seen it', async () => {
  const { police, coordinator } = people;
  await police.open(`${hers.path}/grade`);
  await police.press('Save', { grade: 'HIGH', ...moment('at', '28', '3', '19:00'), graded_by: 'Maeve Tollan', because: 'Threats on her phone' });
  police.says('The grade is kept.');
  await coordinator.open('/missing');
  coordinator.says('Nobody has said yet that they have seen this.');
  assert.ok(coordinator.page.text.indexOf('Marnie Holloway') < coordinator.page.text.indexOf('Tobias Wren'));
  const name = decodeURIComponent('Marnie');
  coordinator.says(name);
  await coordinator.open(hers.path);
  await coordinator.press('I have seen this', {});
  coordinator.says('It is noted that you have seen it.');
  await police.open(hers.path);
  police.says('Bronwen Ash');
});

test('who looks for her sees her photograph, and nothing else of her record, until she is back', async () => {
  const { coordinator, police, outsider } = people;
  await coordinator.open(`${hers.person}/photograph`);
  await press_with_file(coordinator, 'Save the photograph', { source: 'From her mother' }, { field: 'photograph', bytes: picture(120, 160) });
  coordinator.says('The photograph is saved.');
  assert.equal((await police.ask('GET', hers.person)).status, 404);
  await police.open(hers.path);
  hers.face = police.page.body.match(/\/attachments\/[0-9a-f-]{36}/)?.[0];
  assert.ok(hers.face, 'her photograph stands on the episode');
  assert.equal((await police.ask('GET', `${hers.face}/picture`)).status, 200);
  assert.equal((await police.ask('GET', `${hers.face}/original`)).status, 403); // that is for who keeps the record
  await police.open(`${hers.path}/print`);
  assert.match(police.page.body, new RegExp(`src="${hers.face}/picture"`));
  const nothing_there = await outsider.ask('GET', `/attachments/${nothing}`);
  assert.equal(masked(await outsider.ask('GET', hers.face)), masked(nothing_there));
});

test('she is back at 00:40 on the night the clocks change: due on Wednesday at 01:40, exactly 72 hours later', async () => {
  const { police, coordinator } = people;
  await police.open(`${hers.path}/return`);
  await police.press('Save', { ...moment('returned_at', '28', '3', '16:00'), found_by: 'police', found_place: 'The covered market', state: 'Cold', safe_now: 'At home' });
  assert.equal(police.page.status, 422);
  police.says('They came back after they went');
  await police.press('Save', { ...moment('returned_at', '29', '3', '00:40') });
  police.says('They are back. The 72 hours of the return interview run.');
  police.does_not_say('Go to the return interview'); // police see that it is due, and no more
  await coordinator.open(`${hers.path}/interview`);
  coordinator.says('1 April 2026 at 01:40');
  await coordinator.open('/missing/interviews');
  coordinator.says('Marnie Holloway');
  assert.equal((await people.police.ask('GET', `${hers.face}/picture`)).status, 404); // nobody looks for her any more
});

test('an offer is kept in two steps from the list', async () => {
  const { coordinator } = people;
  await coordinator.open('/missing/interviews');
  const form = coordinator.page.body.match(new RegExp(`action="(${hers.path}/interview/offer/now)"`))[1];
  const token = coordinator.page.body.match(/name="csrf" value="([^"]+)"/)[1];
  const kept = await coordinator.ask('POST', form, { csrf: token, from: 'list', result: 'accepted', method: 'phone' });
  assert.equal(kept.status, 303);
  await coordinator.open(`${hers.path}/interview`);
  coordinator.says('They said yes');
  coordinator.says('By phone, by Bronwen Ash');
});

test('he is back too, and says no: who said so and what else was tried is asked; each authority sees its own', async () => {
  const { county, home, coordinator } = people;
  await home.open(`${his.path}/return`);
  await home.press('Save', { ...moment('returned_at', '29', '3', '07:30'), found_by: 'self', found_place: 'The home', state: 'Tired', safe_now: 'At the home' });
  home.says('They are back.');
  await county.open('/missing/interviews');
  county.says('Tobias Wren');
  county.does_not_say('Marnie');
  // Each reads what is its own to do.
  await county.open(`${his.path}/interview`);
  county.says('Your authority answers for them: it offers the return interview');
  await coordinator.open(`${his.path}/interview`);
  coordinator.says('They live in your authority’s area, and Missing children, Marlshire, Marlshire County Council sees to the return interview');
  coordinator.does_not_say('Your authority answers for them');
  await home.open(his.path);
  home.says('You care for them: make time and a quiet place');
  await people.police.open(his.path);
  people.police.says('Police hold the prevention interview.');
  await county.open(`${his.path}/interview/end`);
  await county.press('Save', { outcome: 'declined', who_declined: 'Tobias', tried: 'His key worker asked too', because: 'He does not want to talk' });
  assert.equal(county.page.status, 422);
  county.says('Nobody can say no to what was not offered');
  assert.match(county.page.body, /His key worker asked too/);
  await county.open(`${his.path}/interview`);
  await county.press('Keep this offer', { result: 'no_today', method: 'through_carer' });
  await county.open(`${his.path}/interview/end`);
  await county.press('Save', { outcome: 'declined', who_declined: 'Tobias', tried: 'His key worker asked too', because: 'He does not want to talk' });
  county.says('It is kept, with why.');
  county.says('They did not want one');
  await coordinator.open(`${his.path}/interview`);
  coordinator.says('His key worker asked too');
});

test('a talk that breaks off is kept as a draft that only its writer sees, until it is sent or thrown away', async () => {
  const { interviewer, coordinator } = people;
  const talk = `${hers.path}/interview/talk`;
  await interviewer.open(talk);
  await interviewer.press('Save and come back later', { why: 'It was loud', push: ['conflict'] });
  interviewer.says('What you typed on 29 March 2026');
  interviewer.says('Only you can see it'.toLowerCase());
  assert.match(interviewer.page.body, />It was loud</);
  await coordinator.open(talk);
  coordinator.does_not_say('What you typed on');
  assert.doesNotMatch(coordinator.page.body, /It was loud/);
  // As the script saves it, while somebody types.
  const fields = { csrf: interviewer.value_of('csrf'), draft: interviewer.value_of('draft'), revision: interviewer.value_of('revision'), key: interviewer.value_of('key'), version: interviewer.value_of('version'), why: 'It was loud at home', save: '1' };
  const answer = await interviewer.ask('POST', talk, fields, { Accept: 'application/json' });
  assert.deepEqual([answer.status, JSON.parse(answer.body).draft, JSON.parse(answer.body).revision], [200, fields.draft, Number(fields.revision) + 1]);
  // Another window, which knows nothing of that: both are kept.
  const other = await interviewer.ask('POST', talk, { ...fields, why: 'Another window' }, { Accept: 'application/json' });
  assert.notEqual(JSON.parse(other.body).draft, fields.draft);
  for (const said of ['Another window', 'It was loud at home']) {
    await interviewer.open(talk);
    assert.match(interviewer.page.body, new RegExp(`>${said}<`));
    await interviewer.press('Throw the draft away');
  }
  interviewer.does_not_say('What you typed on');
  assert.doesNotMatch(interviewer.page.body, /It was loud/);
  await interviewer.press('Save and come back later', { why: 'It was loud' });
});

const named_words = 'The flat over the chandlery. Somebody they call Biscuit drove us, ZY12 KTH.';

// Two others told of the same flat this month; by a program, so that it costs little.
test('others named the same flat before her', async () => {
  const ask = by_program(cast.coordinator);
  const flat = await ask('POST', '/api/v1/contexts', { kind: 'HOME', name: 'Flat over the chandlery' });
  hers.flat = flat.id;
  const team = (visitor, words) => chosen(visitor, 'responsible', words);
  await people.coordinator.open(`/missing/new?person=${his.person.split('/').pop()}`);
  const parties = [{ team: team(people.coordinator, 'Missing from home, Quillshire'), duty: 'responsible' }];
  for (const [name, day] of [['Cleo Marsh', '10'], ['Ira Denholm', '18']]) {
    const person = await ask('POST', '/api/v1/people', { names: [{ kind: 'birth', name }], birth: '2011-02-03' });
    const at = (time) => `2026-03-${day}T${time}:00Z`;
    const episode = await ask('POST', '/api/v1/missing', { person: person.id, parties, answers: { kind: 'M', reported_at: at('13:00'), left_at: at('12:00'), absent_from: 'home', reporter: 'An aunt', last_seen_place: 'The gate', exploitation: 'no' } });
    await ask('POST', `/api/v1/missing/${episode.id}/return`, { answers: { returned_at: at('16:00'), found_by: 'self', found_place: 'Home', state: 'Well', safe_now: 'At home' } }, { 'If-Match': '"v1"' });
    await ask('POST', `/api/v1/missing/${episode.id}/interview/talk`, { answers: { held_at: at('18:00'), interviewer: 'Idris Kaye', independent: 'yes', why: 'They waited at the flat over the chandlery', crime_told: 'no', would_help: 'A lift', tell_home: 'yes' } }, { 'If-Match': '"v1"' });
    const address = `/api/v1/missing/${episode.id}/interview/named`;
    const [one] = (await ask('GET', address)).waits;
    assert.equal(one.known.id, flat.id);
    const after = await ask('POST', address, { act: 'accept', kind: one.kind, words: one.words, key: one.key, known: { kind: 'context', id: flat.id }, role: 'went_there' });
    assert.equal(after.decided[0].state, 'accepted');
  }
});

test('her interview is hers: open questions, own words, and what she keeps from home is not read there', async () => {
  const { interviewer, coordinator, police } = people;
  await interviewer.open(`${hers.path}/interview/talk`);
  interviewer.says('Ask openly, and listen');
  interviewer.says('What you typed on');
  await interviewer.press('Save', { ...moment('held_at', '29', '3', '08:30'), interviewer: 'Idris Kaye', independent: 'yes', why: 'It was loud at home', where: named_words, crime_told: 'no', would_help: 'A quiet room', tell_police: 'Fine, but not my name' });
  assert.equal(interviewer.page.status, 422);
  interviewer.says('Say what may be told to those they live with');
  assert.match(interviewer.page.body, /It was loud at home/);
  await interviewer.press('Save', { tell_home: 'no' });
  interviewer.says('The interview is kept.');
  interviewer.says('Held within 72 hours');
  await interviewer.open(`${hers.path}/interview/talk`);
  interviewer.does_not_say('What you typed on'); // the draft went when it was sent
  await interviewer.open(`${hers.path}/interview`);
  interviewer.says('A quiet room');
  await coordinator.open(`${hers.path}/interview/print`);
  coordinator.says('It was loud at home');
  assert.equal((await police.ask('GET', `${hers.path}/interview`)).status, 404);
});

test('it names a flat, a number plate and a nickname: three candidates, of which none is a link until somebody says what it is', async () => {
  const { interviewer, coordinator } = people;
  await interviewer.open(`${hers.path}/interview`);
  interviewer.says('3 things that were named wait to be accepted or set aside.');
  await interviewer.follow('Look at what was named');
  for (const words of ['Place: flat over the chandlery', 'Nickname: Biscuit', 'Vehicle: ZY12 KTH', 'Somebody they call Biscuit drove us, ZY12 KTH.']) interviewer.says(words);
  await coordinator.open(`${hers.person}/chronology`);
  coordinator.does_not_say('Biscuit');
  await interviewer.press('Set aside : ZY12 KTH', { reason: '' });
  assert.equal(interviewer.page.status, 422);
  interviewer.says('Say why it is set aside');
  await interviewer.press('Accept : Biscuit', { reference: 'P-000-0000' });
  assert.equal(interviewer.page.status, 422);
  interviewer.says('Enter the reference of somebody or something that you may know');
  assert.match(interviewer.page.body, /P-000-0000/);
  await interviewer.press('Accept : Biscuit', { reference: '' });
  interviewer.says('It is accepted. A link is drawn from the interview.');
  interviewer.says('Not on record, kept as named. Named in a return interview');
  await interviewer.press('Accept : ZY12 KTH');
  await interviewer.press('Accept : flat over the chandlery', { role: 'went_there' });
  interviewer.says('Went there while missing. Also named in 2 other interviews that you may read');
  interviewer.says('Nothing waits.');
  await interviewer.press('Undo : ZY12 KTH');
  interviewer.says('It is undone.');
  await interviewer.press('Set aside : ZY12 KTH', { reason: 'Her teacher drives it' });
  interviewer.says('Set aside: Her teacher drives it');
  await interviewer.press('Undo : ZY12 KTH');
  await interviewer.press('Accept : ZY12 KTH');
  await interviewer.press('Add it', { add_kind: 'phone', add_words: '' });
  assert.equal(interviewer.page.status, 422);
  interviewer.says('Write it as it was named');
});

test('it is the third interview in 30 days that names the flat: its team is asked once to refer it, and no child is named', async () => {
  const { interviewer, coordinator, police } = people;
  await coordinator.open(`${hers.path}/interview`);
  coordinator.says('Third return interview in 30 days that names');
  coordinator.says('Flat over the chandlery');
  const asked = coordinator.page.text.match(/Third return interview[^?]*\?/)[0];
  assert.doesNotMatch(asked, /Marnie|Cleo|Ira/);
  await coordinator.follow('Raise a concern about it');
  assert.equal(coordinator.page.path, `/concerns/new?context=${hers.flat}`);
  await interviewer.open(`${hers.path}/interview/named`);
  interviewer.says('Third return interview in 30 days that names');
  await police.open('/actions');
  police.does_not_say('Third return interview');
});

test('a link drawn from her interview is on the page of who may read that, and on no other', async () => {
  const { coordinator, county, outsider } = people;
  await coordinator.open(`/contexts/${hers.flat}/chronology`);
  coordinator.says('Marnie Holloway');
  coordinator.says('As told by the child');
  for (const who of [county, outsider]) assert.equal((await who.ask('GET', `/contexts/${hers.flat}/chronology`)).status, 404);
});

test('the plate is offered as intelligence in one step; who told it is kept apart, and her interview says when', async () => {
  const { interviewer, desk, handler, police } = people;
  await interviewer.open(`${hers.path}/interview/named`);
  await interviewer.press('Offer as intelligence : ZY12 KTH');
  assert.equal(interviewer.page.status, 200);
  interviewer.says('What the child thinks of telling the police: “Fine, but not my name”');
  assert.equal(interviewer.value_of('items-1-words'), 'ZY12 KTH');
  assert.equal(interviewer.value_of('known'), '“Somebody they call Biscuit drove us, ZY12 KTH.”');
  assert.match(interviewer.value_of('source'), /Marnie Holloway/);
  await interviewer.press('Send to the intelligence desk', {});
  assert.equal(interviewer.page.status, 422);
  interviewer.says('Say whether anybody is in danger now');
  assert.match(interviewer.value_of('source'), /Marnie Holloway/);
  interviewer.says('Fine, but not my name');
  await interviewer.press('Send to the intelligence desk', { danger: 'no', risk: 'Only she was in the car' });
  interviewer.says('It is sent.');
  const one = interviewer.page.path.replace(/\?.*/, '');
  interviewer.does_not_say('Marnie');
  await interviewer.open(`${hers.path}/interview`);
  interviewer.says('Offered as intelligence on 29 March 2026.');
  interviewer.does_not_say(one);
  await desk.open(one);
  desk.says('ZY12 KTH');
  for (const words of ['Marnie', 'Fine, but not my name', hers.path]) desk.does_not_say(words);
  assert.equal((await police.ask('GET', one)).status, 404);
  await handler.open(`${one}/source`);
  await handler.press('Show who told it', { reason: 'To see that she is safe' });
  handler.says('Marnie Holloway');
  handler.says('A return interview, held on 29 March 2026');
});

test('what should be known next time is written with her wishes beside it; until police have read it the episode does not close', async () => {
  const { interviewer, coordinator, police } = people;
  await coordinator.open('/');
  coordinator.says('What should be known if they go missing again');
  await coordinator.open(`${hers.path}/close`);
  await coordinator.press('Close', { because: 'She is home' });
  assert.equal(coordinator.page.status, 422);
  coordinator.says('Nobody has written what should be known if they go missing again');
  await interviewer.open(`${hers.path}/interview`);
  await interviewer.follow('Write what should be known next time');
  interviewer.says('Those they live with do not read this');
  interviewer.says('“Fine, but not my name”');
  await interviewer.press('Save', { anything: 'yes', learned: '' });
  assert.equal(interviewer.page.status, 422);
  interviewer.says('Write what should be known if they go missing again');
  await interviewer.press('Save', { learned: 'She goes to the flat when it is loud. A quiet voice helps.' });
  interviewer.says('It is kept. The teams that share the episode read it.');
  interviewer.says('Still to be read by Missing persons unit, Quillshire Constabulary');

  await coordinator.open(`${hers.path}/close`);
  await coordinator.press('Close', { because: 'She is home' });
  assert.equal(coordinator.page.status, 422);
  coordinator.says('What was learned has still to be read by Missing persons unit');
  await police.open('/');
  police.says('What was learned in the return interview');
  await police.open(hers.path);
  police.says('She goes to the flat when it is loud.');
  police.says('Not to be told where they live.');
  await police.press('I have read it', { said: ' ' });
  assert.equal(police.page.status, 422);
  police.says('Say what you do with it');
  await police.press('I have read it', { said: 'We look at the flat first' });
  police.says('It is noted that you have read what was learned.');
  police.says('We look at the flat first');
  await police.open('/');
  police.does_not_say('What was learned in the return interview');
});

test('the episode closes; the chronology and the page of all times tell of it; every page copies out as text', async () => {
  const { coordinator } = people;
  await coordinator.open(`${hers.path}/close`);
  await coordinator.press('Close', { because: 'She is home; a quiet room was found at school' });
  coordinator.says('The episode is closed.');
  await coordinator.open(`${hers.person}/chronology`);
  coordinator.says('They went missing');
  coordinator.says('They came back, after');
  coordinator.says('A return interview was held');
  await coordinator.open(`${hers.person}/missing`);
  coordinator.says('What the times have in common');
  coordinator.says('The covered market');
  const text = await coordinator.ask('GET', `${hers.path}?as=text`);
  assert.equal(text.status, 200);
  assert.match(text.body, /Marnie Holloway/);
});

test('when she came back is put right after the interview too: the clock follows, and a time after the interview is refused', async () => {
  const { coordinator } = people;
  await coordinator.open(`${hers.path}/return/correct`);
  await coordinator.press('Save', { ...moment('returned_at', '29', '3', '08:45'), reason: 'Her mother rang' });
  assert.equal(coordinator.page.status, 422);
  coordinator.says('they came back before that');
  await coordinator.press('Save', { ...moment('returned_at', '28', '3', '23:40'), reason: '' });
  assert.equal(coordinator.page.status, 422);
  coordinator.says('Say why it is put right');
  await coordinator.press('Save', { ...moment('returned_at', '28', '3', '23:40'), reason: 'Her mother rang' });
  coordinator.says('It is put right');
  coordinator.says('28 March 2026 at 23:40');
  await coordinator.open(`${hers.path}/return/correct`);
  await coordinator.press('Save', { ...moment('returned_at', '29', '3', '00:40'), reason: 'It was 00:40 after all' });
  coordinator.says('It is put right');
});

test('missing again before the next interview: the offer ends as not possible', async () => {
  const { coordinator } = people;
  await coordinator.open(`/missing/new?person=${his.person.split('/').pop()}`);
  await coordinator.press('Report', { kind: 'A', ...moment('reported_at', '29', '3', '08:50'), ...moment('left_at', '29', '3', '08:20'), absent_from: 'childrens_home', reporter: 'The home', last_seen_place: 'The gate', exploitation: 'yes' });
  coordinator.says('It is reported.');
  coordinator.says('Bring the agencies together'); // exploitation is suspected: the rule of repeats asks for a meeting
});

test('the next grade of risk is given with what was learned before in sight; not where she asked not to tell', async () => {
  const { coordinator, police, home } = people;
  await coordinator.open(`/missing/new?person=${hers.person.split('/').pop()}`);
  await coordinator.press('Report', {
    kind: 'M', ...moment('reported_at', '29', '3', '08:50'), ...moment('left_at', '29', '3', '08:40'), absent_from: 'home', reporter: 'Her mother', last_seen_place: 'The stairs', exploitation: 'no',
    police: chosen(coordinator, 'police', 'Missing persons unit'), responsible: chosen(coordinator, 'responsible', 'Missing from home, Quillshire'), carer: chosen(coordinator, 'carer', 'Staff of the home'),
  });
  coordinator.says('It is reported.');
  const again = path_of(coordinator);
  await police.open(`${again}/grade`);
  police.says('What was learned before');
  police.says('She goes to the flat when it is loud.');
  await home.open(again);
  home.says('Marnie Holloway');
  home.does_not_say('when it is loud');
  await police.open(`${again}/print`);
  police.says('She goes to the flat when it is loud.');
});

test('a program reads and adds by the same rules', async () => {
  const made = run('token', cast.coordinator, '--data', data);
  assert.equal(made.status, 0, made.err);
  const ask = (path, options = {}) => fetch(kith.staff + path, { ...options, headers: { Authorization: `Bearer ${made.out.trim()}`, 'Content-Type': 'application/json', ...options.headers } });
  const one = await ask(`/api/v1${hers.path}`);
  assert.equal(one.status, 200);
  const told = await one.json();
  assert.equal(told.started_at, '2026-03-28T17:20:00.000000Z');
  assert.equal(told.return_interview.due_at, '2026-04-01T00:40:00.000000Z');
  assert.equal(told.return_interview.outcome, 'completed_in_time');
  const list = await (await ask('/api/v1/missing')).json();
  assert.ok(list.episodes.every((episode) => episode.state !== 'closed'));
  assert.equal((await ask(`/api/v1/missing/${nothing}`)).status, 404);
  const wrong = await ask('/api/v1/missing', { method: 'POST', body: JSON.stringify({ person: hers.person.split('/').pop(), answers: { kind: 'M' } }) });
  assert.equal(wrong.status, 422);
  assert.match((await wrong.json()).detail, /Enter|Say|Choose/);
});
