// SPDX-License-Identifier: MIT
// The public report as somebody without script fills it in: five pages, a check, a receipt.
import assert from 'node:assert/strict';

// The parts of a worry, page by page; a story changes what it cares about.
export const a_worry = {
  about: { about: ['child', 'place'] },
  what: { what: 'A man in a grey van gives out vapes & money <every> evening.', who_where: 'Behind the bowling alley', postcode: '' },
  when: { when: 'week', when_words: 'most evenings after school' },
  safe: { safe_now: 'not_known' },
  reach: { reach: 'contact', phone: '01632 960 001', safe_times: 'after four' },
};

export async function fill_in(visitor, worry = a_worry) {
  await visitor.open('/');
  await visitor.press('Start now');
  let pages = 0;
  for (const answers of Object.values(worry)) {
    visitor.says(`Page ${++pages} of 5`);
    await visitor.press('Continue', answers);
    assert.equal(visitor.page.status, 200, visitor.page.text);
  }
  visitor.says('Check what you wrote');
  visitor.says('Nothing has been sent yet.');
}

export function receipt_on(page) {
  const words = [...page.body.matchAll(/kith-receipt__word">([^<]+)</g)].map(([, word]) => word);
  assert.equal(words.length, 5, `five words on: ${page.text.slice(0, 400)}`);
  return { words: words.join(' '), digits: page.text.match(/\d{5} \d{5} \d{5} \d{5}/)?.[0] };
}

export async function tell(visitor, worry = a_worry) {
  await fill_in(visitor, worry);
  await visitor.press('Send this to us');
  visitor.says('We have it');
  return receipt_on(visitor.page);
}

export async function hold_out(visitor, receipt) {
  await visitor.open('/reply');
  await visitor.press('Read', { receipt });
  return visitor;
}
