// SPDX-License-Identifier: MIT
// The wording helper: when somebody pauses in a text area, phrases that blame are listed under it, with what to write instead. Nothing is
// held up or changed, and nothing of the text is kept. A form names the fields in which it is silent (frames/macros.njk). Without this
// script the page after a save says it once.
const pause = 900;
const regions = new WeakMap();
const shown = new WeakMap(); // the text that was last looked at
const due = new WeakMap();

const lists = (form, list, name) => [...form.querySelectorAll(`input[name=${list}]`)].some(({ value }) => value === name || value === '*');
const token = (form) => form?.querySelector('input[name=csrf]')?.value;
const is_looked_at = (field) =>
  field instanceof HTMLTextAreaElement && field.name && token(field.form) && field.getAttribute('spellcheck') !== 'false' && !lists(field.form, 'wording_silent', field.name);

function made(kind, className, text) {
  const element = document.createElement(kind);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}

function region_of(field) {
  if (regions.get(field)?.isConnected) return regions.get(field);
  const region = made('div', 'kith-wording');
  region.setAttribute('aria-live', 'polite');
  field.after(region);
  regions.set(field, region);
  return region;
}

function item(field, phrase) {
  const row = made('li');
  const find = made('button', 'kith-link-button', `“${phrase.text}”`);
  find.type = 'button';
  find.append(made('span', 'govuk-visually-hidden', ', find it in what you wrote'));
  find.addEventListener('click', () => {
    const at = field.value.slice(phrase.from, phrase.until) === phrase.text ? phrase.from : field.value.indexOf(phrase.text);
    field.focus();
    if (at >= 0) field.setSelectionRange(at, at + phrase.text.length);
  });
  row.append(find, ' Write instead: ', made('strong', '', phrase.instead), made('span', 'kith-wording__why', phrase.why));
  return row;
}

function show(field, answer) {
  const all = [];
  if (answer.phrases.length) {
    const list = made('ul', 'govuk-list');
    list.append(...answer.phrases.map((phrase) => item(field, phrase)));
    all.push(made('p', 'govuk-body', answer.said), list);
  }
  if (answer.ease) all.push(made('p', 'govuk-body', `${answer.ease}.`));
  region_of(field).replaceChildren(...all);
}

async function ask(field) {
  const text = field.value;
  if (shown.get(field) === text) return;
  if (text.trim().split(/\s+/).length < 3) {
    shown.set(field, text);
    return region_of(field).replaceChildren();
  }
  const sent = new URLSearchParams({ csrf: token(field.form), text });
  if (lists(field.form, 'wording_families', field.name)) sent.set('families', '1');
  try {
    const answer = await fetch('/wording', { method: 'POST', body: sent, headers: { Accept: 'application/json' }, redirect: 'error' });
    if (!answer.ok) return;
    const told = await answer.json();
    if (field.value !== text) return; // asked again when they pause
    show(field, told);
    shown.set(field, text);
  } catch {
    // it is advice: the page after the save gives it
  }
}

document.addEventListener('focusin', (event) => is_looked_at(event.target) && region_of(event.target));
document.addEventListener('input', (event) => {
  const field = event.target;
  if (!is_looked_at(field)) return;
  clearTimeout(due.get(field));
  due.set(field, setTimeout(() => ask(field), pause));
});
document.addEventListener('focusout', (event) => {
  if (!is_looked_at(event.target) || event.target.value === event.target.defaultValue) return;
  clearTimeout(due.get(event.target));
  ask(event.target);
});

// Where all that was typed has been looked at, the page after the save need not say it again.
document.addEventListener('submit', (event) => {
  const form = event.target;
  const typed = [...form.querySelectorAll('textarea')].filter((field) => is_looked_at(field) && field.value !== field.defaultValue);
  form.querySelector('input[name=wording_shown]')?.remove();
  if (!typed.length || typed.some((field) => shown.get(field) !== field.value)) return;
  const told = made('input');
  Object.assign(told, { type: 'hidden', name: 'wording_shown', value: '1' });
  form.append(told);
}, true);
