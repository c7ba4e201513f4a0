import { GuestChat, StaffChat } from '/docs/chat/client.js';

const guestPart = document.querySelector('#guest');
const staffPart = document.querySelector('#staff');
const url = location.origin;
const time = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });

// Everything shown is text: what a visitor writes must never become part of the page.
function line(text, note, ...classes) {
  const shown = document.createElement('p');
  shown.classList.add(...classes);
  shown.textContent = text;
  const small = document.createElement('small');
  small.textContent = note;
  shown.append(small);
  return shown;
}

function showMessages(part, conversation, role) {
  const box = part.querySelector('.messages');
  const atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 40;
  const other = role === 'guest' ? 'admin' : 'guest';
  box.replaceChildren(
    ...conversation.messages.map((message) => {
      const mine = message.sender_role === role;
      const seen = mine && message.seq <= conversation.read[other] ? ' · read' : '';
      const from = mine || !message.sender_name ? '' : `${message.sender_name} · `;
      return line(message.message, from + time.format(new Date(message.timestamp)) + seen, mine ? 'mine' : 'theirs');
    }),
    ...conversation.pending.map(({ message }) => line(message, 'sending…', 'mine', 'pending')),
  );
  if (atEnd) box.scrollTop = box.scrollHeight;
}

function onSay(part, chat, send, typing) {
  const form = part.querySelector('.say');
  let stop;
  form.onsubmit = (event) => {
    event.preventDefault();
    const text = form.text.value.trim();
    if (text) send(text).catch(({ message }) => { part.querySelector('.state').textContent = message; });
    form.reset();
    typing(false);
  };
  form.text.oninput = () => {
    if (!stop) typing(true);
    clearTimeout(stop);
    stop = setTimeout(() => { stop = null; typing(false); }, 2_000);
  };
}

function guest() {
  const first = guestPart.querySelector('.first');
  const chat = new GuestChat({ url, storage: localStorage });
  const show = () => {
    const { conversation } = chat;
    if (!conversation) return;
    first.hidden = true;
    guestPart.querySelector('.talk').hidden = false;
    guestPart.querySelector('h2 span').textContent = chat.status;
    guestPart.querySelector('.state').textContent = conversation.closed
      ? 'This chat has ended. Reload to begin a new one.'
      : conversation.typing ? `${conversation.typing} is writing…`
        : chat.officeOpen === false ? 'Nobody is in the office now. Your message is kept and answered later.' : '';
    showMessages(guestPart, conversation, 'guest');
    const last = conversation.messages.at(-1);
    if (last?.sender_role === 'admin' && conversation.read.guest < last.seq && !document.hidden) chat.read();
  };
  chat.addEventListener('change', show);
  onSay(guestPart, chat, (text) => chat.send(text), (active) => chat.typing(active));
  first.onsubmit = (event) => {
    event.preventDefault();
    const who = { guest_name: first.guest_name.value, topic: first.topic.value || null };
    chat.start(who).catch(({ message }) => { guestPart.querySelector('h2 span').textContent = message; });
  };
  if (localStorage.getItem('shema-chat')) chat.start();
}

async function post(path, body) {
  const answer = await fetch(url + path, {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body),
  });
  const json = await answer.json();
  if (!answer.ok) throw new Error(json.error);
  return json;
}

function staff() {
  const first = staffPart.querySelector('.first');
  let chosen = null;
  let signedIn = null;
  const token = async () => {
    signedIn = signedIn
      ? await post('/api/auth/refresh', { refresh_token: signedIn.refresh_token })
      : await post('/api/auth/login', await post('/api/auth/local/sign-in', { email: first.email.value, password: first.password.value }));
    return signedIn.access_token;
  };
  const chat = new StaffChat({ url, token });
  const choose = (id) => { chosen = id; chat.open(id); show(); };
  const show = () => {
    staffPart.querySelector('h2 span').textContent = chat.status;
    if (chat.status !== 'open' && first.hidden === false) return;
    first.hidden = true;
    staffPart.querySelector('.talk').hidden = false;
    const all = [...chat.conversations.values()].filter(({ session }) => session);
    staffPart.querySelector('.sessions').replaceChildren(...all.map((conversation) => entry(conversation, chosen, choose)));
    const conversation = chosen && chat.of(chosen);
    if (!conversation) return;
    showMessages(staffPart, conversation, 'admin');
    staffPart.querySelector('.state').textContent = conversation.closed
      ? `Closed (${conversation.closed}).` : conversation.typing ? `${conversation.typing} is writing…` : '';
    const last = conversation.messages.at(-1);
    if (last?.sender_role === 'guest' && conversation.read.admin < last.seq && !document.hidden) chat.read(chosen);
  };
  chat.addEventListener('change', show);
  onSay(staffPart, chat, (text) => chat.send(chosen, text), (active) => chosen && chat.typing(chosen, active));
  first.onsubmit = (event) => {
    event.preventDefault();
    chat.start().catch(({ message }) => { signedIn = null; staffPart.querySelector('h2 span').textContent = message; });
  };
}

function entry(conversation, chosen, choose) {
  const { session } = conversation;
  const shown = document.createElement('li');
  shown.className = conversation.id === chosen ? 'chosen' : '';
  const name = document.createElement('b');
  name.append(`${session.online ? '● ' : '○ '}${session.guest_name}`);
  const latest = conversation.messages.at(-1);
  const unread = conversation.messages.filter(({ seq, sender_role }) => sender_role === 'guest' && seq > conversation.read.admin).length
    || (latest ? 0 : session.unread_count);
  if (unread && conversation.id !== chosen) {
    const count = document.createElement('span');
    count.className = 'unread';
    count.textContent = unread;
    name.append(count);
  }
  const last = document.createElement('small');
  last.textContent = latest?.message ?? session.last_message?.message ?? session.topic ?? '';
  shown.append(name, last);
  shown.onclick = () => choose(conversation.id);
  return shown;
}

guest();
staff();
