// SPDX-License-Identifier: MIT
// The page of whoever leads a team, and supervision, as people meet them: empty, refused, kept, put right, on paper.
import { after, before, test } from 'node:test';
import { cast } from '../flows/demo.mjs';
import { Kith, demo_folder, one_time_password, run, settle_in } from '../flows/kith.mjs';
import { sign_in_at, start_browser } from './browser.mjs';

const leader = 'edith.marlow';
let kith;
before(async () => {
  const data = demo_folder();
  run('user', 'add', leader, '--name', 'Edith Marlow', '--role', 'exploitation team manager', '--agency', 'quillshire_council', '--team', 'Harbour', '--data', data);
  const password = one_time_password(data, leader);
  kith = await Kith.start(data);
  await settle_in(kith.stranger(), leader, password);
  await start_browser();
});
after(() => kith?.stop());

const path_of = (person) => new URL(person.page.url()).pathname;

test('who leads a team sees who holds what, and writes down a supervision that only two and the managers read', async () => {
  const manager = await sign_in_at(kith, leader);
  await manager.open('/');
  await manager.follow("My team's cases");
  await manager.says('Lola Fitzwarren. Review the plan');

  const practitioner = await sign_in_at(kith, cast.practitioner.name);
  await practitioner.open('/people/new');
  await practitioner.page.locator('input[name=name]').fill('Linnet Ashgrove');
  await practitioner.press('Make the record');
  await practitioner.follow('Open a case');
  await practitioner.choose('Child sexual exploitation');
  await practitioner.write('Why a case is opened', 'Two colleagues told of the same worry.');
  await practitioner.press('Open the case');
  const of_child = path_of(practitioner);
  await practitioner.follow('Allocate or hand over');
  await practitioner.press('Continue');
  await practitioner.page.getByLabel('Allocated worker').selectOption({ label: cast.practitioner.shown_as });
  await practitioner.press('Allocate');

  await manager.open(of_child);
  await manager.follow('Write down a supervision');
  await manager.look('supervision-new');
  await manager.write('Day you went through the case', 'the other day');
  await manager.press('Keep the note');
  await manager.says('Enter a day, such as 6 March 2026');
  await manager.says('Write what you thought about together');
  await manager.look('supervision-error');
  await manager.focus_is_never_hidden('supervision-error');
  const today = new Date();
  await manager.write('Day you went through the case', `${today.getDate()}/${today.getMonth() + 1}/${today.getFullYear()}`);
  await manager.write('What did you think about together?', 'The adults around her are heard more than she is.\nWhat else could be true: she keeps away from home for a reason.');
  await manager.write('What was decided, and why?', 'See her alone next week, because she asked for it.');
  await manager.write('What does the worker need? (optional)', 'A colleague at the first visit.');
  await manager.write('When do you look again? (optional)', '1/3/2031');
  await manager.press('Keep the note');
  await manager.says('The note is kept.');
  await manager.follow('Put it right');
  await manager.look('supervision-correct');
  await manager.write('What was decided, and why?', 'See her alone on Tuesday, because she asked for it.');
  await manager.write('Why is the note put right?', 'The day was left out');
  await manager.press('Save the change');
  await manager.says('The note is put right. What it said before stays.');
  await manager.look('supervisions', { print: true });
  await manager.open('/cases/team');
  await manager.says('See her alone on Tuesday, because she asked for it.');
  await manager.look('team', { print: true });
  await manager.focus_is_never_hidden('team');
  await manager.follow('A page to print');
  await manager.look('team-print', { print: true });
  await manager.leave_with_no_fault();

  await practitioner.open(of_child);
  await practitioner.says('Only these two and the managers of the team see it.');
  await practitioner.look('case-supervised');
  await practitioner.leave_with_no_fault();
});
