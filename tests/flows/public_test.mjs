// SPDX-License-Identifier: MIT
// The public side on its own: needs no demo and nobody signed in.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, test } from 'node:test';
import { Kith, files_below, fresh_folder, until } from './kith.mjs';
import { a_worry, fill_in, hold_out, receipt_on, tell } from './public_report.mjs';
import { masked } from './visitor.mjs';

let kith;
before(async () => (kith = await Kith.start(fresh_folder())));

test('a page with a gap is refused, says why, and keeps what was typed', async () => {
  const visitor = kith.somebody();
  await visitor.open('/');
  await visitor.press('Start now');
  await visitor.press('Continue');
  assert.equal(visitor.page.status, 422);
  visitor.says('There is a problem');
  visitor.says('Choose who or what this is about.');
  await visitor.press('Continue', { about: 'place' });
  await visitor.press('Continue', { what: '', who_where: 'The "old" pier <north>', postcode: 'nonsense' });
  assert.equal(visitor.page.status, 422);
  visitor.says('Write a few words about what worries you');
  visitor.says('Enter a full postcode');
  assert.equal(visitor.value_of('who_where'), 'The "old" pier <north>');
  assert.equal(visitor.value_of('postcode'), 'nonsense');
});

test('going back and changing an answer lose nothing', async () => {
  const visitor = kith.somebody();
  await fill_in(visitor);
  visitor.says('A man in a grey van gives out vapes & money <every> evening.');
  await visitor.press('Change What have you seen or heard?');
  assert.equal(visitor.value_of('what'), a_worry.what.what);
  await visitor.press('Back');
  assert.deepEqual([...visitor.page.body.matchAll(/value="(\w+)" checked/g)].map(([, code]) => code), ['child', 'place']);
  for (let page = 1; page <= 5; ++page) await visitor.press('Continue');
  visitor.says('01632 960 001');
  visitor.says('most evenings after school');
});

test('what is typed on a page is kept when going back from it', async () => {
  const visitor = kith.somebody();
  await visitor.open('/');
  await visitor.press('Start now');
  await visitor.press('Continue', { about: 'child' });
  await visitor.press('Back', { what: 'Half a thought' });
  await visitor.press('Continue');
  assert.equal(visitor.value_of('what'), 'Half a thought');
});

test('the same page sent twice gives the same receipt, as words and as a number', async () => {
  const visitor = kith.somebody();
  await fill_in(visitor);
  const [first, second] = await visitor.press_twice('Send this to us');
  assert.deepEqual(receipt_on(first), receipt_on(second));
  const receipt = receipt_on(first);
  await until(async () => (await hold_out(visitor, receipt.words)).page.text.includes('Where it stands'), 'the receipt opens its box', 5000);
  visitor.says('We have what you sent. Nobody has read it yet.');
  await hold_out(visitor, receipt.digits);
  visitor.says('Where it stands');
  await hold_out(visitor, `  ${receipt.words.toUpperCase().replaceAll(' ', '  ')} `);
  visitor.says('Where it stands');
});

test('two reports have two receipts', async () => {
  const one = await tell(kith.somebody());
  const other = await tell(kith.somebody());
  assert.notEqual(one.words, other.words);
});

test('a wrong, a near and a right-shaped receipt are answered with the same bytes', async () => {
  const { words } = await tell(kith.somebody());
  const list = words.split(' ');
  const tries = {
    'no words of the list': 'xxxx yyyy zzzz qqqq vvvv',
    'too few words': list.slice(0, 4).join(' '),
    'right words, two swapped': [list[1], list[0], ...list.slice(2)].join(' '),
    'one word wrong': [...list.slice(0, 4), list[4] === 'otter' ? 'lamp' : 'otter'].join(' '),
    'a number of the right shape': '00000 00000 00000 00001',
    'a number too large': '99999 99999 99999 99999',
  };
  const answers = {};
  for (const [kind, receipt] of Object.entries(tries)) {
    const visitor = kith.somebody();
    await hold_out(visitor, receipt);
    assert.equal(visitor.page.status, 422);
    answers[kind] = masked(visitor.page).replaceAll(receipt, 'typed');
  }
  for (const [kind, answer] of Object.entries(answers)) assert.equal(answer, answers['no words of the list'], kind);
});

test('a known and an unknown place are answered alike', async () => {
  const answers = [];
  for (const postcode of ['ZY1 1EB', 'ZZ9 9ZZ', 'FY1 1AD']) {
    const visitor = kith.somebody();
    await fill_in(visitor, { ...a_worry, what: { ...a_worry.what, postcode } });
    answers.push(masked(visitor.page).replaceAll(postcode, 'postcode'));
    await visitor.press('Send this to us');
    const receipt = receipt_on(visitor.page);
    let page = masked(visitor.page).replaceAll(receipt.digits, 'digits');
    for (const word of receipt.words.split(' ')) page = page.replaceAll(`word\\">${word}<`, 'word\\"><');
    answers.push(page);
  }
  for (let at = 2; at < answers.length; ++at) assert.equal(answers[at], answers[at % 2]);
});

test('a draft that was touched is refused, and nothing is sent', async () => {
  const visitor = kith.somebody();
  await fill_in(visitor);
  const { action, pairs } = visitor.filled('Send this to us');
  const touched = pairs.map(([name, value]) => [name, name === 'draft' ? value.slice(0, -2) + (value.endsWith('AA') ? 'BB' : 'AA') : value]);
  const answer = await visitor.ask('POST', action, touched);
  assert.equal(answer.status, 422);
  assert.match(answer.text, /Nothing was sent\. Please start again/);
});

test('a form sent from another site is refused', async () => {
  const visitor = kith.somebody();
  await fill_in(visitor);
  const { action, pairs } = visitor.filled('Send this to us');
  for (const headers of [{ Origin: 'https://elsewhere.example' }, { 'Sec-Fetch-Site': 'cross-site' }, { Origin: 'null' }]) {
    const answer = await visitor.ask('POST', action, pairs, headers);
    assert.equal(answer.status, 403, JSON.stringify(headers));
    assert.ok(!answer.body.includes('kith-receipt'));
  }
});

test('who asks leaves no trace: no cookie, no address, no name of a browser, in no file and no log', async () => {
  const canary = 'CanaryBrowser/77.31 (owl; lantern)';
  const source = '203.0.113.77';
  const watched = await Kith.start(fresh_folder());
  const headers = { 'User-Agent': canary, 'X-Forwarded-For': source, Forwarded: `for=${source}`, Referer: 'http://canary-referrer.example/' };
  for (let report = 0; report < 5; ++report) {
    const visitor = watched.somebody(headers);
    const { words } = await tell(visitor);
    await until(async () => (await hold_out(visitor, words)).page.text.includes('Where it stands'), 'the box opens');
    for (const path of ['/help', '/privacy', '/nothing-here', '/leave']) await visitor.open(path);
    assert.equal(visitor.cookies.size, 0);
  }
  assert.ok(!/"route":"\/(tell-us|reply|help|privacy)/.test(watched.err), 'no public request is in the log');
  await watched.stop();
  const needles = ['CanaryBrowser', source, 'canary-referrer'].map((text) => Buffer.from(text));
  let looked_at = 0;
  for (const path of files_below(watched.data)) {
    const bytes = readFileSync(path);
    ++looked_at;
    for (const needle of needles) assert.ok(!bytes.includes(needle), `${needle} is in ${path}`);
    assert.ok(!bytes.includes(Buffer.from('grey van')), `what was told lies open in ${path}`);
  }
  assert.ok(looked_at > 3);
  for (const needle of needles) assert.ok(!(watched.out + watched.err).includes(needle), `${needle} was printed`);
});

test('whoever may be contacted gives a way, or says how it is safe', async () => {
  const visitor = kith.somebody();
  await visitor.open('/');
  await visitor.press('Start now');
  for (const answers of [a_worry.about, a_worry.what, a_worry.when, a_worry.safe]) await visitor.press('Continue', answers);
  await visitor.press('Continue', { reach: 'contact', name: 'Sam' });
  assert.equal(visitor.page.status, 422);
  visitor.says('There is a problem');
  visitor.says('Give a phone number or an email address, or say how it is safe to contact you.');
  assert.equal(visitor.value_of('name'), 'Sam');
  await visitor.press('Continue', { safe_times: 'Through my teacher, in the morning' });
  visitor.says('Check what you wrote');
});

test('a message typed on a page that has closed waits until the five words are there again', async () => {
  const visitor = kith.somebody();
  const { words } = await tell(visitor);
  await until(async () => (await hold_out(visitor, words)).page.text.includes('Where it stands'), 'the box opens');
  visitor.page = await visitor.ask('POST', '/reply/write', { held: 'closed', body: 'Another car came.' });
  assert.equal(visitor.page.status, 422);
  visitor.says('What you wrote is kept.');
  await visitor.press('Read', { receipt: 'not the five words' });
  visitor.says('What you wrote is kept.');
  await visitor.press('Read', { receipt: words });
  visitor.says('Where it stands');
  assert.equal(visitor.value_of('body'), 'Another car came.');
});

test('a public side that is killed comes back at its address, and whoever was typing goes on', async () => {
  const kept = await Kith.start(fresh_folder());
  const visitor = kept.somebody();
  await visitor.open('/');
  await visitor.press('Start now');
  await visitor.press('Continue', a_worry.about);
  const server = kept.process.pid;
  const children = () => readFileSync(`/proc/${server}/task/${server}/children`, 'utf8').trim().split(' ');
  const [before] = children();
  process.kill(Number(before), 'SIGKILL');
  await until(() => /the public side has ended \(signal 9\): starting it again/.test(kept.err), 'the server says so');
  await until(() => children()[0] && children()[0] !== before, 'another takes its place');
  await until(() => kept.somebody().open('/').then(() => true, () => false), 'it answers where it did');
  for (const answers of [a_worry.what, a_worry.when, a_worry.safe, a_worry.reach]) await visitor.press('Continue', answers);
  await visitor.press('Send this to us');
  const { words } = receipt_on(visitor.page);
  await until(async () => (await hold_out(visitor, words)).page.text.includes('Where it stands'), 'the box opens');
  assert.deepEqual(await kept.stop(), { code: 0, signal: null });
});

test('every page says when reports are read and what to do if it cannot wait, and offers the way out', async () => {
  const somebody = kith.somebody();
  const says_so = (where) => {
    for (const words of ['on working days', 'call 101, or 999']) assert.ok(somebody.page.text.includes(words), `${where}: "${words}"`);
    assert.ok(somebody.page.body.includes('href="/leave"'), where);
    assert.ok(somebody.page.bytes.length < 40_000, `${where}: ${somebody.page.bytes.length}`);
  };
  for (const path of ['/', '/tell-us', '/reply', '/help', '/privacy', '/accessibility']) {
    await somebody.open(path);
    says_so(path);
  }
  await somebody.open('/tell-us');
  for (const answers of [{ about: ['me'] }, { what_me: 'It began when I was twelve.', my_age: 'adult', postcode: 'ZY1 1EB' }, { when: 'long_ago' }, { safe_now: 'yes' }]) {
    somebody.says('Never look at, copy or send a sexual picture of a child');
    says_so(Object.keys(answers)[0]);
    await somebody.press('Continue', answers);
    assert.equal(somebody.page.status, 200);
  }
  for (const words of ['Who would you rather talk to?', 'When and how is it safe to contact you?', 'with or without the police']) somebody.says(words);
  says_so('reach');
  await somebody.press('Continue', { reach: 'unknown', police_wish: 'without', talk_to: 'A woman' });
  says_so('check');
  somebody.says('18 or over');
  await somebody.press('Send this to us');
  says_so('receipt');
  const receipt = receipt_on(somebody.page);
  await hold_out(somebody, receipt.words);
});
