// SPDX-License-Identifier: MIT
// Small comforts for staff pages. Every page works without them.
document.documentElement.classList.add('kith-scripted');

// <form data-keep="address of its draft, without the id"> is saved as a draft while somebody types, a few seconds after the
// last key and when the page is put away, so that a phone that dies loses nothing. It is never sent by itself.
const keep = document.querySelector('form[data-keep]');
if (keep) {
  const told = keep.querySelector('.kith-kept');
  const pause = 4000;
  let due = 0;
  let changed = false;
  let saving = null;
  const save = () => {
    clearTimeout(due);
    if (!changed || saving) return;
    changed = false;
    const sent = new URLSearchParams(new FormData(keep));
    sent.set('save', '1');
    saving = fetch(keep.action, { method: 'POST', body: sent, headers: { Accept: 'application/json' }, redirect: 'error', keepalive: String(sent).length < 60000 })
      .then(async (answer) => {
        if (!answer.ok) throw new Error(answer.status);
        const kept = await answer.json();
        keep.elements.draft.value = kept.draft;
        keep.elements.revision.value = kept.revision;
        history.replaceState(null, '', keep.dataset.keep + kept.draft);
        told.textContent = `Saved as a draft at ${kept.at}. It is sent to nobody yet.`;
      })
      .catch(() => {
        changed = true; // tried again with the next key
        told.textContent = 'Not saved just now. Your words are still here: press “Save and come back later”.';
      })
      .finally(() => (saving = null));
  };
  const typed = () => {
    changed = true;
    clearTimeout(due);
    due = setTimeout(save, pause);
  };
  keep.addEventListener('input', typed);
  keep.addEventListener('change', typed);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && save());
  keep.addEventListener('submit', (event) => {
    clearTimeout(due);
    changed = false;
    if (!saving) return;
    event.preventDefault(); // the draft's number is on its way: with the one before, the server would see two windows
    event.stopPropagation();
    const button = event.submitter;
    saving.finally(() => keep.requestSubmit(button));
  });
}

// A second press on a button that is already at work sends nothing twice.
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = 'yes';
  setTimeout(() => delete form.dataset.sent, 3000);
});
addEventListener('pageshow', () => document.querySelectorAll('form').forEach((form) => delete form.dataset.sent));

// <button type="button" class="govuk-button govuk-button--secondary kith-copy" data-copy="id of the text">
document.addEventListener('click', async (event) => {
  const button = event.target.closest('[data-copy]');
  const text = button && document.getElementById(button.dataset.copy);
  if (!text) return;
  await navigator.clipboard.writeText(text.value ?? text.innerText);
  const before = button.textContent;
  button.textContent = 'Copied';
  setTimeout(() => (button.textContent = before), 2000);
});

// Add another and Remove (forms/form.njk) at once, where without a script the server draws the page again. The template
// holds a block whose number is 0; the server reads the numbers up to data-most and closes the gaps.
function blocks_in(items) {
  return [...items.querySelectorAll(':scope > .kith-item')];
}
function renumber(items) {
  const blocks = blocks_in(items);
  const most = Number(items.dataset.most);
  blocks.forEach((block, at) => {
    const title = block.querySelector('.kith-item__title');
    title.textContent = title.textContent.replace(/\d+/, at + 1);
    const remove = block.querySelector('.kith-item__remove');
    remove.hidden = blocks.length === 1;
    remove.querySelector('.govuk-visually-hidden').textContent = ` ${title.textContent}`;
  });
  items.querySelector(':scope > .kith-items__add').hidden = blocks.length >= most;
}
function add_block(items) {
  const taken = new Set(blocks_in(items).map((block) => block.dataset.item));
  let number = 1;
  while (taken.has(String(number))) number += 1;
  if (number > Number(items.dataset.most)) return false;
  const template = items.querySelector(':scope > template');
  const block = template.content.firstElementChild.cloneNode(true);
  const from = `${items.dataset.items}-0`;
  for (const part of [block, ...block.querySelectorAll('*')])
    for (const { name, value } of [...part.attributes])
      if (value.includes(from)) part.setAttribute(name, value.replaceAll(from, `${items.dataset.items}-${number}`));
  block.dataset.item = number;
  template.before(block);
  renumber(items);
  show_what_follows();
  block.querySelector('input, select, textarea').focus();
  return true;
}
document.addEventListener('click', (event) => {
  const button = event.target.closest('.kith-items__add, .kith-item__remove');
  const items = button?.closest('.kith-items');
  if (!items) return;
  if (button.matches('.kith-items__add')) {
    if (add_block(items)) event.preventDefault();
    return;
  }
  event.preventDefault();
  button.closest('.kith-item').remove();
  renumber(items);
  const add = items.querySelector(':scope > .kith-items__add');
  (add.hidden ? blocks_in(items).at(-1).querySelector('input, select, textarea') : add).focus();
});

// What follows an answer (forms/form.njk) shows once that answer is chosen. Nothing typed is lost by hiding it; the
// server leaves out what was not asked. What holds a mistake always shows.
function show_what_follows() {
  for (const follows of document.querySelectorAll('[data-asked-when]')) {
    const { askedWhen, askedCodes, askedUnless } = follows.dataset;
    const others = follows.closest('form')?.elements[askedWhen];
    if (!others) continue;
    const all = others instanceof RadioNodeList ? [...others] : [others];
    const given = all.filter((one) => (one.type === 'radio' || one.type === 'checkbox' ? one.checked : true)).map((one) => one.value);
    const holds = askedCodes.split('|').some((code) => given.includes(code)) !== (askedUnless !== undefined);
    follows.hidden = !holds && !follows.querySelector('.govuk-error-message');
  }
}
document.addEventListener('change', show_what_follows);
addEventListener('pageshow', show_what_follows);
document.addEventListener('kith-swapped', show_what_follows); // live.js
