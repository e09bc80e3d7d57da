// SPDX-License-Identifier: MIT
// What a page owes under each condition that people read it in. Each function answers with a list of faults.

export const zoomed = { width: 320, height: 256 }; // 1280 by 1024 px at 400 %
const wide = { width: 1280, height: 900 };

const sideways = (page) => page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth));
const heading = (page) => page.evaluate(() => document.querySelector('h1')?.innerText.trim() ?? '');

// In the dark: the page itself is dark, and what axe says about contrast there.
export async function in_the_dark(person) {
  await person.page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' }); // a colour on its way is no colour yet
  const light = await person.page.evaluate(() => {
    const [red, green, blue] = getComputedStyle(document.body).backgroundColor.match(/\d+(\.\d+)?/g).map(Number);
    return (red + green + blue) / 3 > 110;
  });
  const faults = [...(light ? ['the page stays light'] : []), ...(await person.axe('', ['color-contrast', 'link-in-text-block']))];
  await person.page.emulateMedia({ colorScheme: null, reducedMotion: null });
  return faults;
}

// Colours of one's own: fields and buttons have an edge that does not lean on a background, and the focus a line.
export async function in_forced_colours(person) {
  await person.page.emulateMedia({ forcedColors: 'active' });
  const faults = await person.page.evaluate(() => {
    const shown = (one) => one.checkVisibility({ visibilityProperty: true }) && one.getBoundingClientRect().width > 1;
    const edged = (one) => {
      const style = getComputedStyle(one);
      return parseFloat(style.borderBlockEndWidth) > 0 && style.borderBlockEndStyle !== 'none';
    };
    const found = [];
    const plain = 'input:not([type=hidden]):not([type=radio]):not([type=checkbox]), textarea, select, button';
    for (const one of document.querySelectorAll(plain)) if (shown(one) && !edged(one) && getComputedStyle(one).textDecorationLine === 'none') found.push(`no edge in forced colours: ${one.tagName} ${one.name} ${one.textContent.trim().slice(0, 30)}`);
    for (const one of document.querySelectorAll('a[href], button, input:not([type=hidden]), textarea, select, summary')) {
      if (!shown(one)) continue;
      one.focus();
      const at = [one, one.nextElementSibling, one.labels?.[0]].filter(Boolean).flatMap((each) => [getComputedStyle(each), getComputedStyle(each, '::before')]);
      if (document.activeElement === one && !at.some((style) => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0)) found.push(`no line around the focus in forced colours: ${one.tagName} ${one.name ?? ''} ${one.textContent.trim().slice(0, 30)}`);
    }
    document.activeElement?.blur();
    return found;
  });
  await person.page.emulateMedia({ forcedColors: null });
  return faults;
}

// Reflow: at 400 % nothing scrolls sideways and nothing that stays in place takes more than a third of the height.
export async function at_400_percent(person) {
  await person.page.setViewportSize(zoomed);
  const faults = (await sideways(person.page)) > 0 ? [`scrolls sideways by ${await sideways(person.page)} px`] : [];
  faults.push(
    ...(await person.page.evaluate(() =>
      [...document.querySelectorAll('body *')]
        .filter((one) => ['fixed', 'sticky'].includes(getComputedStyle(one).position) && one.checkVisibility() && one.getBoundingClientRect().height > innerHeight / 3)
        .map((one) => `${one.className} stays in place over ${Math.round(one.getBoundingClientRect().height)} of ${innerHeight} px`)
    ))
  );
  await person.page.setViewportSize(wide);
  return faults;
}

// Text spaced as WCAG 1.4.12 says and every word longer by two fifths, as another language may be, on a narrow screen.
export async function stretched(person) {
  await person.page.setViewportSize({ width: 320, height: 640 });
  const faults = await person.page.evaluate(() => {
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walk.nextNode()) if (walk.currentNode.data.trim() && !walk.currentNode.parentElement.closest('script, style, textarea, svg, .kith-receipt')) texts.push(walk.currentNode);
    for (const text of texts) text.data = text.data.replace(/\p{L}{3,14}/gu, (word) => word + word.slice(-Math.ceil(word.length * 0.4)));
    for (const one of document.querySelectorAll('body, body *')) {
      one.style.setProperty('line-height', '1.5', 'important');
      one.style.setProperty('letter-spacing', '.12em', 'important');
      one.style.setProperty('word-spacing', '.16em', 'important');
      if (one.tagName === 'P') one.style.setProperty('margin-block-end', '2em', 'important');
    }
    const found = [];
    const over = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    if (over > 0) {
      const widest = [...document.querySelectorAll('body *')].filter((one) => one.checkVisibility() && one.getBoundingClientRect().right > document.documentElement.clientWidth + 1).at(-1);
      found.push(`scrolls sideways by ${over} px (${widest?.tagName}.${widest?.className} "${widest?.textContent.trim().slice(0, 30)}")`);
    }
    for (const one of document.querySelectorAll('body *')) {
      const style = getComputedStyle(one);
      const cut = ['hidden', 'clip'].includes(style.overflowX) && one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 1;
      // what somebody typed into a box of one line runs on within it
      if (cut && one.checkVisibility() && !one.closest('.govuk-visually-hidden, svg, input')) found.push(`text is cut off in ${one.tagName}.${one.className}`);
    }
    return found;
  });
  await person.page.setViewportSize(wide);
  return faults;
}

// On paper: nothing to press, nothing of the frame, black on white, and no wider than the sheet.
export async function on_paper(person) {
  await person.page.setViewportSize({ width: 720, height: 1000 });
  await person.page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  const faults = await person.page.evaluate(() => {
    const shown = (query) => [...document.querySelectorAll(query)].filter((one) => one.checkVisibility() && !one.closest('.govuk-visually-hidden'));
    const found = shown('button, .govuk-service-navigation, .kith-leave').map((one) => `on paper: ${one.tagName}.${one.className} ${one.textContent.trim().slice(0, 30)}`);
    if (!shown('h1').length) found.push('no heading on paper');
    const colour = getComputedStyle(document.querySelector('main') ?? document.body).color.match(/\d+/g).map(Number);
    if (Math.max(...colour.slice(0, 3)) > 90) found.push(`text on paper is pale: ${colour}`);
    if (document.documentElement.scrollWidth > document.documentElement.clientWidth) found.push('wider than the sheet');
    return found;
  });
  await person.page.emulateMedia({ media: null, colorScheme: null });
  await person.page.setViewportSize(wide);
  return faults;
}

// By keyboard: Tab comes to everything that can be worked (one of each group of choices), each seen while it has the focus.
export async function by_keyboard(person) {
  const wanted = await person.page.evaluate(() => {
    const groups = new Set();
    let count = 0;
    for (const one of document.querySelectorAll('a[href], button, input:not([type=hidden]), textarea, select, summary')) {
      if (one.disabled || one.tabIndex < 0 || !one.checkVisibility({ visibilityProperty: true })) continue;
      if (one.closest('details:not([open])') && one.tagName !== 'SUMMARY') continue;
      if (one.type === 'radio' && groups.has(one.name)) continue;
      if (one.type === 'radio') groups.add(one.name);
      one.dataset.wanted = ++count;
    }
    document.activeElement?.blur();
    scrollTo(0, 0);
    return count;
  });
  const reached = new Set();
  for (let presses = 0; presses < wanted + 10; ++presses) {
    await person.page.keyboard.press('Tab');
    reached.add(await person.page.evaluate(() => {
      const at = document.activeElement;
      return at.dataset?.wanted ?? (at.type === 'radio' ? [...document.getElementsByName(at.name)].find((one) => one.dataset.wanted)?.dataset.wanted : null) ?? '';
    }));
  }
  return person.page.evaluate((seen) => [...document.querySelectorAll('[data-wanted]')].filter((one) => !seen.includes(one.dataset.wanted)).map((one) => `the keyboard does not reach ${one.tagName} ${one.name ?? ''} ${one.textContent.trim().slice(0, 30)}`), [...reached]);
}

// What WCAG 2.2 adds at A and AA and axe does not look for: 2.5.7 nothing is dragged, 3.3.8 passwords and codes can be
// pasted and remembered, 3.2.6 help is in one place. (2.4.11 and 2.5.8 are in browser.mjs, 3.3.7 is a journey.)
export const added_by_wcag_22 = (person) =>
  person.page.evaluate(() => {
    const found = [...document.querySelectorAll('[draggable=true], input[type=range]')].map((one) => `must be dragged: ${one.tagName} ${one.name ?? ''}`);
    for (const one of document.querySelectorAll('input[type=password], input[autocomplete=one-time-code]')) {
      if (!/current-password|new-password|one-time-code/.test(one.autocomplete)) found.push(`a password manager cannot fill in ${one.name}`);
      if (!one.dispatchEvent(new ClipboardEvent('paste', { cancelable: true, bubbles: true }))) found.push(`${one.name} cannot be pasted into`);
    }
    const help = [...document.querySelectorAll('footer a')].findIndex((one) => one.getAttribute('href') === '/help');
    if (document.querySelector('footer') && help !== 0) found.push(`help is number ${help + 1} at the foot, not the first`);
    return found;
  });

// Without script the same heading stands there and the same things can be worked.
export async function same_without_script(person, plain) {
  const works = (page) => page.evaluate(() => [...document.querySelectorAll('main button, main a[href], main input:not([type=hidden]), main textarea')].filter((one) => one.checkVisibility()).length);
  const faults = [];
  if ((await heading(person.page)) !== (await heading(plain.page))) faults.push(`another heading: ${await heading(plain.page)}`);
  const [more, fewer] = [await works(person.page), await works(plain.page)];
  if (fewer < more) faults.push(`${more} things to work with script, ${fewer} without`);
  return faults;
}
