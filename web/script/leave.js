// SPDX-License-Identifier: MIT
// Leave this page: cover what is shown at once, then go where going back shows nothing. Without this script the link still leads away.
document.addEventListener('click', (event) => {
  const link = event.target instanceof Element && event.target.closest('a[data-leave]');
  if (!link) return;
  event.preventDefault();
  document.documentElement.classList.add('kith-gone');
  document.title = '\u200b';
  location.replace(link.href);
});
