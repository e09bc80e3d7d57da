// SPDX-License-Identifier: MIT
// A person at a browser fills in a form of a case by the names of its questions.
export async function fill(person, answers) {
  for (const [name, values] of Object.entries(answers))
    for (const value of [values].flat()) {
      const boxes = person.page.locator(`[name="${name}"]`);
      const kind = await boxes.first().evaluate((box) => (box.tagName === 'INPUT' ? box.type : box.tagName));
      if (kind === 'radio' || kind === 'checkbox') await person.page.locator(`[name="${name}"][value="${value}"]`).check();
      else if (kind === 'SELECT') await boxes.first().selectOption(value);
      else await boxes.first().fill(value);
    }
}
export async function complete(person, href, title, answers) {
  await person.open(`${href}/assessments`);
  await person.press(`Start: ${title}`);
  await fill(person, answers);
  await person.press('Complete it');
  await person.says('It is complete. Its clock is met.');
}
