// SPDX-License-Identifier: MIT
// A disagreement about a case as people meet it: asked for, refused, raised, answered, put right, settled, on paper.
import { after, before, test } from 'node:test';
import { cast } from '../flows/demo.mjs';
import { Kith, demo_folder } from '../flows/kith.mjs';
import { sign_in_at, start_browser } from './browser.mjs';

let kith;
before(async () => {
  kith = await Kith.start(demo_folder());
  await start_browser();
});
after(() => kith?.stop());

test('a disagreement says what is done for safety meanwhile, is answered, moved on and settled', async () => {
  const practitioner = await sign_in_at(kith, cast.practitioner.name);
  await practitioner.open('/people/new');
  await practitioner.page.locator('input[name=name]').fill('Linnet Ashgrove');
  await practitioner.press('Make the record');
  await practitioner.follow('Open a case');
  await practitioner.choose('Child sexual exploitation');
  await practitioner.write('Why a case is opened', 'Two colleagues told of the same worry.');
  await practitioner.press('Open the case');
  await practitioner.follow('Say that you disagree');
  await practitioner.look('disagree-new');
  await practitioner.write('What do you not agree with?', 'The screening ended with advice.');
  await practitioner.write('Why?', 'Two more adults were seen since.');
  await practitioner.press('Raise the disagreement');
  await practitioner.says('Say what is done for safety meanwhile: that never waits');
  await practitioner.look('disagree-error');
  await practitioner.focus_is_never_hidden('disagree-error');
  await practitioner.write('What do you want to happen?', 'An assessment.');
  await practitioner.write('What did the workers say to one another?', 'We spoke on Thursday and see it differently.');
  await practitioner.write('What is done for safety meanwhile?', 'Her aunt fetches her each evening.');
  await practitioner.press('Raise the disagreement');
  await practitioner.says('It lies with the line managers.');
  await practitioner.look('disagreement', { print: true });
  await practitioner.press('Send the answer');
  await practitioner.says('Write your answer');
  await practitioner.look('disagreement-error');
  await practitioner.write('Your answer', 'We looked again, and see it as before.');
  await practitioner.press('Answer, and move it on: Heads of service');
  await practitioner.says('The answer is sent, and it has moved on.');
  await practitioner.follow('Put it right');
  await practitioner.look('disagreement-change');
  await practitioner.write('Why is it put right?', 'The visit was left out');
  await practitioner.write('What do you want to happen?', 'An assessment, and a visit.');
  await practitioner.press('Save the change');
  await practitioner.write('What was agreed', 'An assessment begins on Monday.');
  await practitioner.press('It is settled');
  await practitioner.says('It is settled, with what was agreed.');
  await practitioner.look('disagreement-settled', { print: true });
  await practitioner.focus_is_never_hidden('disagreement-settled');
  await practitioner.leave_with_no_fault();
});
