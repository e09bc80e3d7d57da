// SPDX-License-Identifier: MIT
// While a phone, a plate, an account or a place is typed, lists what was named before, as far as the reader may know it. A form says
// <form data-named="kind words">: the fields that say what it is, and that hold it, alone or behind a prefix ("items-2-kind"). What is
// typed is sent by POST and stands in no address. Without this script a page of its own does the same.
const pause = 400;
const due = new WeakMap();
const asked = new WeakMap();

function made(kind, className, text) {
  const element = document.createElement(kind);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}

// The list below the field, made when there is something to say.
function list_of(field) {
  const group = field.closest('.govuk-form-group') ?? field.parentElement;
  let list = group.querySelector(':scope > .kith-known__list');
  if (!list) {
    list = made('div', 'kith-known__list');
    list.setAttribute('role', 'status');
    group.append(list);
  }
  return list;
}

function show(field, found) {
  const list = list_of(field);
  if (!found.said) return list.replaceChildren();
  const all = [made('p', 'govuk-body kith-known__said', found.said)];
  if (found.rows.length) {
    const rows = made('ul', 'govuk-list kith-known__rows');
    for (const row of found.rows) {
      const item = made('li');
      const use = made('button', 'kith-link-button', 'Write it so');
      use.type = 'button';
      use.append(made('span', 'govuk-visually-hidden', `: ${row.text}`));
      use.addEventListener('click', () => {
        field.value = row.written;
        field.focus();
      });
      item.append(made('strong', '', row.text), ` ${row.detail} `, use);
      rows.append(item);
    }
    all.push(rows);
  }
  list.replaceChildren(...all);
}

function value_of(form, name) {
  const field = form.elements[name];
  return field?.value ?? '';
}

async function ask(field, kind) {
  const form = field.form;
  const sent = new URLSearchParams({ kind, words: field.value });
  const typed = String(sent);
  if (asked.get(field) === typed) return;
  asked.set(field, typed);
  if (!kind || field.value.trim().length < 4) {
    if (field.closest('.govuk-form-group')?.querySelector('.kith-known__list')) show(field, { said: '' });
    return;
  }
  sent.set('csrf', form.elements.csrf.value);
  try {
    const answer = await fetch('/named/alike', { method: 'POST', body: sent, headers: { Accept: 'application/json' }, redirect: 'error' });
    if (!answer.ok) throw new Error(answer.status);
    const found = await answer.json();
    if (asked.get(field) === typed) show(field, found); // else a later one is on its way
  } catch {
    asked.delete(field);
    show(field, { said: 'What was named before cannot be shown just now. What you typed is still here.', rows: [] });
  }
}

function typed(event) {
  const form = event.target.form;
  if (!form?.dataset.named || !event.target.name) return;
  const [kind, words] = form.dataset.named.split(' ');
  const name = event.target.name;
  const part = name.endsWith(words) ? words : name.endsWith(kind) ? kind : '';
  const before = name.slice(0, name.length - part.length);
  if (!part || (before && !before.endsWith('-'))) return;
  const field = form.elements[before + words];
  if (!field || !('selectionStart' in field)) return;
  clearTimeout(due.get(field));
  due.set(field, setTimeout(() => ask(field, value_of(form, before + kind)), pause));
}
document.addEventListener('input', typed);
document.addEventListener('change', typed);
