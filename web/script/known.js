// SPDX-License-Identifier: MIT
// While a name is typed, lists who may be known already (macro known_already of frames/macros.njk). What is typed is sent by POST
// and stands in no address; the list only grows below, nothing takes the focus. Without this script a button does the same.
const parts = ['name', 'name_2', 'known_as', 'birth-day', 'birth-month', 'birth-year', 'age', 'identifier', 'scheme', 'where', 'postcode', 'contact_kind', 'contact', 'sex'];
const pause = 400;

function made(kind, className, text) {
  const element = document.createElement(kind);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}

function link_in_new_tab(href, text, className) {
  const link = made('a', 'govuk-link', text);
  link.href = href;
  link.target = '_blank';
  link.rel = 'noopener noreferrer';
  link.append(made('span', className, ' (opens in a new tab)'));
  return link;
}

function show(list, looked) {
  const said = made('p', 'govuk-body kith-known__said', looked.said);
  if (looked.slowed) said.append(' ', link_in_new_tab('/people/search', 'Say why', ''));
  const all = [said];
  if (looked.rows.length) {
    const rows = made('ul', 'govuk-list kith-known__rows');
    for (const row of looked.rows) {
      const item = made('li');
      item.append(link_in_new_tab(row.href, row.text, 'govuk-visually-hidden'), `, ${row.detail}`);
      const reasons = made('ul', 'kith-known__reasons');
      for (const reason of row.reasons) reasons.append(made('li', '', reason));
      item.append(reasons);
      rows.append(item);
    }
    all.push(rows);
  }
  list.replaceChildren(...all);
}

function typed_for(known, form) {
  const sent = new URLSearchParams();
  for (const part of parts) {
    const value = form.elements[known.dataset.known + part]?.value;
    if (value) sent.set(part, value);
  }
  return sent;
}
const says_enough = (sent) => /\p{L}.*\p{L}/u.test((sent.get('name') ?? '') + (sent.get('name_2') ?? '') + (sent.get('known_as') ?? '')) || (sent.get('identifier') ?? '').length > 3;

const due = new WeakMap();
const asked = new WeakMap();
async function ask(known, form) {
  const list = known.querySelector('.kith-known__list');
  const sent = typed_for(known, form);
  const typed = String(sent);
  if (asked.get(known) === typed) return;
  asked.set(known, typed);
  if (!says_enough(sent)) return list.replaceChildren();
  sent.set('csrf', form.elements.csrf.value);
  sent.set('why', known.dataset.knownWhy);
  try {
    const answer = await fetch('/people/alike', { method: 'POST', body: sent, headers: { Accept: 'application/json' }, redirect: 'error' });
    if (!answer.ok && answer.status !== 429) throw new Error(answer.status);
    const looked = await answer.json();
    if (asked.get(known) === typed) show(list, looked); // else a later one is on its way
    if (looked.slowed) asked.delete(known); // tried again with the next key
  } catch {
    asked.delete(known);
    list.replaceChildren(made('p', 'govuk-body kith-known__said', 'Who is known already cannot be shown just now. What you typed is still here.'));
  }
}

document.addEventListener('input', (event) => {
  const form = event.target.form;
  if (!form || !event.target.name) return;
  for (const known of form.querySelectorAll('[data-known]')) {
    const before = known.dataset.known;
    if (!event.target.name.startsWith(before) || !parts.includes(event.target.name.slice(before.length))) continue;
    clearTimeout(due.get(known));
    due.set(known, setTimeout(() => ask(known, form), pause));
  }
});
