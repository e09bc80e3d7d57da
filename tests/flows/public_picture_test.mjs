// SPDX-License-Identifier: MIT
// Somebody sends a picture with what worries them, and another with a message: kept sealed, drawn anew, shown to whoever may read the
// concern and to nobody else; what is no picture is refused with every word still there.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { cast } from './demo.mjs';
import { Kith, demo_folder, files_below, until } from './kith.mjs';
import { header_of, picture } from './pictures.mjs';
import { a_worry, hold_out, receipt_on } from './public_report.mjs';
import { masked } from './visitor.mjs';
import { press_with_file } from './with_file.mjs';

const canary = 'WhereTheCameraWas-7341';
const said = 'A van waits behind the old ropeworks, picture 7341.';
let kith, data, worker, receipt, concern;

before(async () => {
  data = demo_folder();
  kith = await Kith.start(data);
  worker = await kith.signed_in(cast.worker.name);
});

const waiting = () => readdirSync(join(data, 'inbox', 'pictures'));
async function to_what(visitor) {
  await visitor.open('/');
  await visitor.press('Start now');
  await visitor.press('Continue', a_worry.about);
}
async function to_the_end(visitor) {
  for (const page of ['when', 'safe', 'reach']) await visitor.press('Continue', a_worry[page]);
  visitor.says('Check what you wrote');
}
async function found(words) {
  const href = await until(async () => {
    await worker.open('/concerns');
    for (const [, one] of worker.page.body.matchAll(/href="(\/concerns\/[0-9a-f-]{36})"/g)) if ((await worker.ask('GET', one)).text.includes(words)) return one;
    return null;
  }, `a concern that says ${words}`, 20000);
  await worker.open(href);
  return href;
}

test('what is no picture is refused, and the words are still there', async () => {
  const visitor = kith.somebody();
  await to_what(visitor);
  visitor.says('Never view, copy or send a sexual image of a child');
  const answer = await press_with_file(visitor, 'Continue', { what: said }, { field: 'picture', name: 'film.mp4', bytes: Buffer.from('not a picture at all') });
  assert.equal(answer.status, 422);
  visitor.says('Choose a picture: a JPEG or PNG file');
  assert.match(visitor.page.body, new RegExp(said));
  await press_with_file(visitor, 'Continue', { what: said }, { field: 'picture', name: 'large.png', bytes: picture(8, 8), repeat: Math.ceil((21 * 1024 * 1024) / picture(8, 8).length) });
  visitor.says('The file is larger than 20 MB');
  assert.match(visitor.page.body, new RegExp(said));
  assert.deepEqual(waiting(), []);
});

test('a picture is kept while the pages are filled in, can be taken off and changed, and goes sealed', async () => {
  const visitor = kith.somebody();
  await to_what(visitor);
  await press_with_file(visitor, 'Continue', { what: said }, { field: 'picture', bytes: picture(60, 40, { text: canary }) });
  visitor.says('When was this?');
  assert.equal(waiting().length, 1);
  await visitor.press('Back');
  visitor.says('A picture is kept: choose another file only to replace it.');
  await visitor.press('Take the picture off', { what: `${said} More.` });
  assert.equal(visitor.page.status, 200);
  visitor.does_not_say('is kept');
  assert.match(visitor.page.body, /picture 7341\. More\./);
  // A number that a page sends is not believed: the first picture's is on the disk still.
  await visitor.press('Continue', { picture: waiting()[0].replace('.sealed', '') });
  await to_the_end(visitor);
  visitor.does_not_say('A picture');
  await visitor.press('Change What have you seen or heard?');
  await press_with_file(visitor, 'Continue', { what: said }, { field: 'picture', bytes: picture(60, 40, { text: canary }) });
  await to_the_end(visitor);
  visitor.says('A picture');
  const files = [...files_below(join(data, 'inbox'))];
  assert.ok(files.length >= 2);
  for (const file of files) assert.equal(/WhereTheCameraWas|IHDR/.test(readFileSync(file).toString('latin1')), false, file);
  const [first, second] = await visitor.press_twice('Send this to us');
  assert.deepEqual(receipt_on(first), receipt_on(second));
  receipt = receipt_on(first);
});

test('whoever decides it is led to the picture, drawn anew; nobody is made to see it', async () => {
  concern = await found('old ropeworks');
  worker.says('Pictures that came with it');
  worker.says('A picture, with the report');
  assert.equal(worker.page.body.match(/A picture, with the report/g).length, 1);
  assert.doesNotMatch(worker.page.body, /<img/);
  await worker.follow('A picture, with the report');
  const file = worker.page.path;
  const drawn = await worker.ask('GET', `${file}/picture`);
  assert.equal(drawn.status, 200);
  assert.equal(drawn.headers['content-type'], 'image/jpeg');
  assert.equal(drawn.bytes.includes(canary), false);
  const original = await worker.ask('GET', `${file}/original`);
  assert.deepEqual(original.bytes, picture(60, 40, { text: canary }));
  const stranger = await kith.signed_in(cast.teacher.name);
  const hidden = await stranger.ask('GET', file);
  const nothing = await stranger.ask('GET', '/attachments/00000000-0000-4000-8000-000000000000');
  assert.equal(hidden.status, 404);
  assert.equal(masked(hidden), masked(nothing));
  await until(() => waiting().length === 1, 'what came is taken away, and what nobody sent is still there'); // the first one, taken off
});

test('a picture comes with a message, also without a word; the reader is told that it was there', async () => {
  const visitor = kith.somebody();
  await until(async () => (await hold_out(visitor, receipt.words)).page.text.includes('Where it stands'), 'the box opens', 5000);
  await visitor.press('Send the message', { body: '' });
  visitor.says('Write your message first');
  await press_with_file(visitor, 'Send the message', { body: 'x'.repeat(10001) }, { field: 'picture', bytes: picture(30, 30) });
  visitor.says('Write 10,000 letters or fewer');
  visitor.says('A picture is kept');
  await visitor.press('Send the message', { body: '' });
  visitor.says('Your message is on its way');
  await until(async () => (await hold_out(visitor, receipt.words)).page.text.includes('(A picture came with this.)'), 'the message is in', 15000);
  await worker.open(concern);
  worker.says('A picture, with a message');
  worker.says('(A picture came with this.)');
});

test('what begins as a picture and is none is told to whoever decides, with why, and is not kept', async () => {
  const visitor = kith.somebody();
  await to_what(visitor);
  await press_with_file(visitor, 'Continue', { what: 'Another van, and what cannot be opened.' }, { field: 'picture', bytes: header_of(50000, 50000) });
  visitor.says('The picture is more than 20,000 pixels wide or high'); // told at once
  await press_with_file(visitor, 'Continue', { what: 'Another van, and what cannot be opened.' }, { field: 'picture', bytes: header_of(500, 500) });
  await to_the_end(visitor);
  await visitor.press('Send this to us');
  await found('Another van');
  worker.says('It could not be opened, and nothing of it is kept: The picture cannot be read');
  assert.equal(waiting().length, 1);
});
