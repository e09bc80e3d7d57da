// SPDX-License-Identifier: MIT
// Small comforts for staff pages. Every page works without them.
document.documentElement.classList.add('kith-scripted');

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
