// A guest and an admin talk by the reference client while their network is cut; prints what each knows in the end.
const [clientFile, url, token, count] = process.argv.slice(2);
const { GuestChat, StaffChat } = await import(clientFile);

const kept = new Map();
const storage = {
  getItem: (key) => kept.get(key) ?? null,
  setItem: (key, value) => kept.set(key, value),
  removeItem: (key) => kept.delete(key),
};
const sleep = (millis) => new Promise((done) => setTimeout(done, millis));
const until = async (what, holds) => {
  const end = Date.now() + 60_000;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`not within a minute: ${what}`);
    await sleep(20);
  }
};

const staff = new StaffChat({ url, token: () => token });
let guest = new GuestChat({ url, storage });
let lost = 0;
for (const chat of [staff, guest]) chat.addEventListener('lost', () => { lost += 1; });
await staff.start();
const stopped = new StaffChat({ url, token: async () => token });
const begun = stopped.start();
stopped.stop();
await begun;
if (stopped.socket || stopped.status !== 'ended') throw new Error('a stopped chat goes on');
await guest.start({ guest_name: 'Dewi' });
await until('both are in', () => staff.status === 'open' && guest.status === 'open');
console.log('ready');

const half = Number(count) / 2;
const speak = async () => {
  for (let i = 0; i < half; i += 1) {
    guest.send(`tanya ${i}`).catch(() => {});
    staff.send(guest.id, `jawab ${i}`).catch(() => {});
    await sleep(60 + Math.random() * 120);
  }
};
await speak();
// The page is reloaded: what was not stored yet is kept, and sent by the next one.
guest.stop();
guest = new GuestChat({ url, storage });
guest.addEventListener('lost', () => { lost += 1; });
await guest.start();
await speak();
const all = half * 4;
await until('all is known', () => [guest.conversation, staff.of(guest.id)]
  .every(({ messages, pending }) => messages.length === all && pending.length === 0));

// What is read without a line is told on the next one, and to an admin who is away on the return.
guest.typing(true);
guest.drop();
guest.read();
await until('the admin sees how far the guest has read', () => staff.of(guest.id).read.guest === all);
const ids = ({ messages }) => messages.map(({ client_message_id: id }) => id);
const known = { session: guest.id, guest: ids(guest.conversation), staff: ids(staff.of(guest.id)), lost };
const ended = new Promise((done) => guest.addEventListener('ended', ({ detail }) => done(detail.code)));
const close = () => fetch(`${url}/api/chat/sessions/${guest.id}/close`, {
  method: 'POST', headers: { Authorization: `Bearer ${token}` },
});
await close().catch(close).catch(close);
known.closed = [guest.conversation.closed, await ended].includes('admin') ? 'admin' : guest.conversation.closed;
known.forgotten = kept.size === 0;
staff.stop();
console.log(JSON.stringify(known));
process.exit(0);
