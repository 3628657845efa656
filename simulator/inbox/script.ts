/** Runs in the page. Without it every button still works as a plain form. */
export const SCRIPT = `
'use strict';
const messages = () => document.getElementById('messages');
let drawn = messages().dataset.version;

function toEnd() {
  for (const chat of document.querySelectorAll('.chat')) chat.scrollTop = chat.scrollHeight;
}

/** What somebody types while the page is drawn again must not be lost. */
function typed() {
  return [...document.querySelectorAll('.writing input, .writing select')].map((box) => [box.id, box.value]);
}

async function draw() {
  const answer = await fetch('/', { cache: 'no-store' });
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const scrolled = new Map();
  for (const chat of document.querySelectorAll('.chat')) {
    const atEnd = chat.scrollHeight - chat.scrollTop - chat.clientHeight < 40;
    scrolled.set(chat.id, atEnd ? null : chat.scrollTop);
  }
  const focused = document.activeElement && document.activeElement.id;
  const boxes = typed();
  for (const live of document.querySelectorAll('[data-live]')) {
    const replacement = fresh.getElementById(live.id);
    if (replacement) live.replaceWith(replacement);
  }
  for (const [id, value] of boxes) {
    const box = document.getElementById(id);
    if (box) box.value = value;
  }
  const addresses = document.getElementById('webhook-urls');
  if (addresses !== document.activeElement) addresses.value = fresh.getElementById('webhook-urls').value;
  for (const chat of document.querySelectorAll('.chat')) {
    const top = scrolled.get(chat.id);
    chat.scrollTop = top == null ? chat.scrollHeight : top;
  }
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  drawn = messages().dataset.version;
  document.title = document.body.dataset.title + ' · ' + messages().dataset.count;
}

function tell(text) {
  const line = document.createElement('p');
  line.className = 'notice bad';
  line.textContent = text;
  document.getElementById('notices').replaceChildren(line);
}

let away = false;
async function poll() {
  try {
    const state = await (await fetch('/messages.json', { cache: 'no-store' })).json();
    if (away || String(state.version) !== drawn) await draw();
    away = false;
  } catch {
    away = true;
    tell(document.body.dataset.away);
  }
  setTimeout(poll, 1000);
}

document.addEventListener('submit', async (event) => {
  event.preventDefault();
  const form = event.target;
  const fields = new URLSearchParams(new FormData(form, event.submitter));
  try {
    const answer = await fetch(form.action, { method: 'POST', body: fields });
    for (const box of form.matches('.writing') && answer.ok ? form.querySelectorAll('input') : []) box.value = '';
    if (answer.ok) await draw();
    else tell(await answer.text());
  } catch {
    tell(document.body.dataset.away);
  }
});

toEnd();
poll();
`;
