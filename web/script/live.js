// SPDX-License-Identifier: MIT
// <div id="away" data-live="/missing/live"> is kept up to date: when the stream at that address says that something changed, the page is
// fetched again, as whoever looks, and the part with the same id takes the place of the old one. Focus, scroll, what was typed and what was
// opened stay; nothing moves but what changed. Where there is no stream the page looks each 20 seconds. What stops says so. Nothing is
// fetched for a page that is not shown: each look is written down. Without this script the page loads itself again (frames/staff.njk).
const polls_every = 20000;
const looks_every = 300000; // even where nothing was said
const asks_again_after = 60000; // for a stream that was refused
const gives_up_after = 15000;

const ids = [...document.querySelectorAll('[data-live][id]')].map((part) => part.id);
const part_of = (id) => document.getElementById(id);
const addresses = new Set(ids.map((id) => part_of(id).dataset.live));
const shown = new Map(); // id: the part as it came
const streams = new Map();
let stopped = ids.length === 0;
let looking = false;
let again = false; // asked meanwhile
let due = false; // something may have changed that is not shown yet
let late = false;
let looked_at = Date.now();
let fresh_at = clock();
let ask_stream_at = 0;
let pressing = 0; // until when, at most
let sending = 0;

function clock() {
  return new Date().toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
}
function made(kind, className, text) {
  const element = document.createElement(kind);
  element.className = className;
  element.textContent = text;
  return element;
}

// What is said: one line that all see, and what changed for who listens.
const state = made('p', 'kith-live', '');
const news = made('p', 'govuk-visually-hidden', '');
news.setAttribute('role', 'status');
function show_state(text, kind) {
  state.className = kind ? `kith-live kith-live--${kind}` : 'kith-live';
  if (state.textContent !== text) state.textContent = text;
}
function say(text) {
  if (news.textContent !== text) news.textContent = text;
}
function show_late() {
  late = true;
  const text = `Not up to date since ${fresh_at}. Kith tries again by itself.`;
  show_state(text, 'late');
  say(text);
}
function stop(why) {
  stopped = true;
  hush();
  const told = made('p', 'kith-live kith-live--stopped', `${why} What is shown here is from ${fresh_at}, and changes no more. `);
  told.setAttribute('role', 'alert');
  const again = made('a', 'govuk-link', 'Load the page again');
  again.href = location.href.split('#')[0];
  told.append(again);
  state.replaceWith(told);
  document.title = `Stopped: ${document.title}`;
}

// A part without what differs each time it is drawn.
function plain(part) {
  const copy = part.cloneNode(true);
  for (const token of copy.querySelectorAll('input[name=csrf]')) token.removeAttribute('value');
  return copy.outerHTML;
}

// The same thing in the part that takes over: by its id, else what is like it within the nearest thing that has one.
function likeness(thing) {
  const named = ['name', 'href', 'action', 'type'].filter((name) => thing.hasAttribute(name));
  if (/^(radio|checkbox|submit)$/.test(thing.type) && thing.hasAttribute('value')) named.push('value');
  return thing.localName + named.map((name) => `[${name}="${CSS.escape(thing.getAttribute(name))}"]`).join('');
}
function twin(thing, from, to) {
  if (thing === from) return to;
  if (thing.id) return to.querySelector(`#${CSS.escape(thing.id)}`);
  const around = thing.parentElement.closest('[id]');
  const there = twin(around, from, to);
  if (!there) return null;
  const like = likeness(thing);
  return there.querySelectorAll(like)[[...around.querySelectorAll(like)].indexOf(thing)] ?? null;
}

// What somebody has written or chosen and not sent.
function is_touched(field) {
  if (field.type === 'hidden') return false;
  if (field.type === 'checkbox' || field.type === 'radio') return field.checked !== field.defaultChecked;
  if (field.type === 'file') return field.files.length > 0;
  if (field.localName !== 'select') return field.value !== field.defaultValue;
  const options = [...field.options];
  const first = field.multiple || options.some((option) => option.defaultSelected) ? -1 : 0;
  return options.some((option, at) => option.selected !== (option.defaultSelected || at === first));
}
function hand_over(field, other) {
  if (field.type === 'checkbox' || field.type === 'radio') other.checked = field.checked;
  else if (field.type === 'file') other.files = field.files;
  else other.value = field.value;
}
const is_ours = (thing) => ids.some((id) => part_of(id)?.contains(thing));
function is_writing() {
  const field = document.activeElement;
  return field && field.matches('input, textarea, select') && is_ours(field) && is_touched(field);
}
const must_wait = () => Date.now() < Math.max(pressing, sending) || is_writing();

// Takes the place of a part. False if something typed would be lost.
function swap(old, fresh) {
  const touched = [...old.querySelectorAll('input, select, textarea')].filter(is_touched).map((field) => [field, twin(field, old, fresh)]);
  if (touched.some(([, other]) => !other)) return false;
  for (const opened of old.querySelectorAll('details')) {
    const other = twin(opened, old, fresh);
    if (other) other.open = opened.open;
  }
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  let next = focused && twin(focused, old, fresh);
  const stays = focused && next === null ? around_twin(focused, old, fresh) : null;
  const rolled = [...old.querySelectorAll('*')].filter((thing) => thing.scrollTop || thing.scrollLeft).map((thing) => [twin(thing, old, fresh), thing.scrollTop, thing.scrollLeft]);
  // Whoever has scrolled into it goes on reading where they are; at its top, what is new comes into sight.
  const top_of = (thing) => thing.getBoundingClientRect().top;
  const anchor = top_of(old) < 0 && ((next && focused) || [...old.querySelectorAll('[id]')].find((thing) => top_of(thing) >= 0 && twin(thing, old, fresh)));
  const anchor_twin = anchor && twin(anchor, old, fresh);
  const was_at = anchor && top_of(anchor);
  const caret = focused && 'selectionStart' in focused ? [focused.selectionStart, focused.selectionEnd] : null;

  old.replaceWith(document.adoptNode(fresh));
  for (const [field, other] of touched) hand_over(field, other);
  for (const [thing, top, left] of rolled) if (thing) [thing.scrollTop, thing.scrollLeft] = [top, left];
  if (stays) {
    stays.tabIndex = -1;
    next = stays;
  }
  if (next) next.focus({ preventScroll: true });
  if (next && caret && caret[0] !== null && next.setSelectionRange) next.setSelectionRange(...caret);
  if (anchor_twin) scrollBy({ top: top_of(anchor_twin) - was_at, behavior: 'instant' });
  fresh.dispatchEvent(new Event('kith-swapped', { bubbles: true }));
  return true;
}
// What had the focus has gone: it goes to the nearest thing around it that is still there.
function around_twin(thing, from, to) {
  for (let around = thing.parentElement; ; around = around.parentElement) {
    const there = twin(around, from, to);
    if (there) return there;
  }
}

function take(text) {
  const page = new DOMParser().parseFromString(text, 'text/html');
  let kept_back = false;
  for (const id of ids) {
    const old = part_of(id);
    const fresh = page.getElementById(id);
    if (!old || !fresh) return stop('This page has changed its shape.');
    const as_it_comes = plain(fresh);
    if (as_it_comes === shown.get(id)) continue;
    const told_before = old.querySelector('[data-live-news]')?.textContent;
    const told = fresh.querySelector('[data-live-news]')?.textContent;
    if (!swap(old, fresh)) {
      kept_back = true;
      continue;
    }
    shown.set(id, as_it_comes);
    if (told === undefined) say(`This page changed at ${clock()}.`);
    else if (told !== told_before) say(told.trim().replace(/\s+/g, ' '));
  }
  due = kept_back;
  if (kept_back) return show_state('What you are writing about has changed. Send it or clear it to see what is new.', 'late');
  if (late) say('');
  late = false;
  fresh_at = clock();
  show_state(`Changes show here by themselves. Up to date at ${fresh_at}.`);
}

async function look() {
  if (stopped || document.hidden) return;
  if (looking) {
    again = true;
    return;
  }
  if (must_wait()) {
    due = true;
    if (is_writing()) show_state('Something may have changed. It is shown when you leave the field you are writing in.', 'late');
    return;
  }
  looking = true;
  due = false;
  looked_at = Date.now();
  const patience = new AbortController();
  const gives_up = setTimeout(() => patience.abort(), gives_up_after);
  try {
    const address = location.href.split('#')[0];
    const answer = await fetch(address, { headers: { Accept: 'text/html', 'Kith-By-Itself': 'page' }, cache: 'no-store', signal: patience.signal });
    const text = await answer.text();
    if (stopped) return;
    if (answer.redirected && new URL(answer.url).pathname.startsWith('/sign-in')) stop('You have been signed out.');
    else if (answer.redirected || [401, 403, 404].includes(answer.status)) stop('This page can be shown no more.');
    else if (!answer.ok) show_late();
    else if (must_wait()) due = true;
    else take(text);
  } catch {
    if (!stopped) show_late();
  } finally {
    clearTimeout(gives_up);
    looking = false;
    if (again) setTimeout(look, 500);
    again = false;
  }
}
let later = 0;
function look_if_due() {
  clearTimeout(later);
  if (!due || must_wait()) return;
  if (Date.now() - looked_at > 1000) look();
  else later = setTimeout(look_if_due, 1000);
}

function listen() {
  if (!('EventSource' in window)) return;
  ask_stream_at = Date.now() + asks_again_after;
  for (const address of addresses) {
    if (streams.has(address) && streams.get(address).readyState !== EventSource.CLOSED) continue;
    const stream = new EventSource(address);
    streams.set(address, stream);
    stream.addEventListener('open', look); // what changed before is not told
    stream.addEventListener('changed', () => setTimeout(look, Math.random() * 400)); // not everybody at once
    stream.addEventListener('error', () => {
      if (stream.readyState === EventSource.CLOSED && streams.get(address) === stream) look(); // refused, perhaps since nobody is signed in
    });
  }
}
function hush() {
  for (const stream of streams.values()) stream.close();
  streams.clear();
}
const is_told = () => addresses.size > 0 && [...addresses].every((address) => streams.get(address)?.readyState === 1);
function wake() {
  if (stopped || document.hidden) return;
  ask_stream_at = 0;
  listen();
  if (!('EventSource' in window)) look();
}
function tick() {
  if (stopped || document.hidden) return;
  if (!is_told() && Date.now() >= ask_stream_at) listen();
  const often = due || late || !is_told();
  if (Date.now() - looked_at >= (often ? polls_every : looks_every) - 500) look();
}

if (!stopped) {
  part_of(ids[0]).before(state, news);
  for (const id of ids) shown.set(id, plain(part_of(id)));
  show_state(`Changes show here by themselves. Up to date at ${fresh_at}.`);
  document.addEventListener('visibilitychange', () => (document.hidden ? hush() : wake()));
  addEventListener('pagehide', hush);
  addEventListener('pageshow', (event) => {
    sending = 0;
    if (event.persisted) wake();
  });
  document.addEventListener('pointerdown', (event) => (pressing = is_ours(event.target) ? Date.now() + 3000 : 0));
  for (const kind of ['pointerup', 'pointercancel'])
    document.addEventListener(kind, () => {
      pressing = 0;
      setTimeout(look_if_due); // after the click
    });
  document.addEventListener('submit', () => (sending = Date.now() + 10000)); // and leaves
  for (const kind of ['focusout', 'input', 'reset']) document.addEventListener(kind, () => setTimeout(look_if_due));
  setInterval(tick, polls_every);
  wake();
}
