/**
 * Shema Music's chat for browsers and Node.js (22, or 20 with --experimental-websocket): one file, no dependencies.
 *
 * What it takes care of: reconnecting with jitter, sending again until acknowledged, resuming where it stopped, filling gaps,
 * and learning again how a session stands. A message is shown once and in order, whatever the network does.
 *
 *   const chat = new GuestChat({ url: 'https://api.shemamusic.id' });
 *   chat.addEventListener('change', () => render(chat.conversation));
 *   await chat.start({ guest_name: 'Dewi' });
 *   await chat.send('Halo');            // resolves when stored
 */

const PROTOCOL = 'shema.chat.v1';
const SILENCE = 40_000; // without any frame the line is dead
const PING = 15_000;
const ACK = 10_000; // without an acknowledgement as well
const GAP = 1_000; // a hole may be our own message, whose acknowledgement is on its way
const SLOWEST = 10_000; // of the pauses between attempts
const FINAL = new Set([1008, 4001]);

const pause = (attempt, random) => random() * Math.min(SLOWEST, 500 * 2 ** attempt);
const newId = () => crypto.randomUUID();

/** The messages of one session: those stored, in order, and those still to be stored. */
export class Conversation {
  constructor(id) {
    this.id = id;
    this.messages = [];
    this.pending = [];
    this.session = null;
    this.closed = null;
    this.read = { guest: 0, admin: 0 };
    this.typing = null;
    this.lastSeq = 0; // everything up to here is known
    this.readUpTo = 0; // how far it was read here
    this.early = new Map(); // what came before its turn
  }

  /** Takes a stored message; returns those whose turn has come. */
  take(message) {
    const next = [];
    if (message.seq > this.lastSeq) this.early.set(message.seq, message);
    while (this.early.has(this.lastSeq + 1)) {
      this.lastSeq += 1;
      next.push(this.early.get(this.lastSeq));
      this.early.delete(this.lastSeq);
    }
    this.messages.push(...next);
    return next;
  }

  get hasGap() {
    return this.early.size > 0;
  }
}

/** One line to the chat that comes back by itself; what is said on it is its subclass's business. */
class Line extends EventTarget {
  constructor({ url, WebSocket: Socket = globalThis.WebSocket, random = Math.random }) {
    super();
    this.url = url.replace(/\/$/, '');
    this.Socket = Socket;
    this.random = random;
    this.status = 'idle'; // idle, connecting, open, waiting, ended
    this.attempt = 0;
    this.conversations = new Map();
  }

  tell(type, detail) {
    this.dispatchEvent(Object.assign(new Event(type), { detail }));
  }

  async connect() {
    if (this.status === 'ended' || this.socket) return;
    clearTimeout(this.retry);
    this.setStatus('connecting');
    const protocols = await this.protocols();
    if (this.status !== 'connecting' || this.socket) return; // stopped, or called twice, meanwhile
    const socket = new this.Socket(this.url.replace(/^http/, 'ws') + this.path, [PROTOCOL, ...protocols]);
    this.socket = socket;
    this.welcomed = false;
    this.heard = Date.now();
    socket.onmessage = ({ data }) => socket === this.socket && this.hear(JSON.parse(data));
    socket.onclose = ({ code }) => socket === this.socket && this.lost(code);
    socket.onerror = () => {};
    this.heartbeat = setInterval(() => this.check(), PING / 5);
  }

  /** Frames are said only to a server that has said who we are: before, nothing is known to be heard. */
  say(frame) {
    if (!this.welcomed || this.socket?.readyState !== 1) return false;
    this.socket.send(JSON.stringify(frame));
    this.spoke = Date.now();
    return true;
  }

  check() {
    const now = Date.now();
    if (now - this.heard > SILENCE || this.isAckLate(now)) return this.drop();
    if (now - Math.max(this.spoke ?? 0, this.heard) > PING) this.say({ type: 'ping' });
  }

  /** Gives a line up that says nothing: its own closing would be waited for in vain. */
  drop() {
    const socket = this.socket;
    this.lost(1006);
    socket?.close();
  }

  lost(code) {
    clearInterval(this.heartbeat);
    this.socket = null;
    this.tell('lost', { code });
    if (FINAL.has(code)) return this.end(code);
    this.wait(code);
  }

  async wait(code) {
    // A restart closes everybody at once: spread, so that they do not come back at once.
    const floor = code === 4029 ? 2_000 : 0;
    const delay = floor + pause(code === 1012 || code === 4029 ? Math.max(3, this.attempt) : this.attempt, this.random);
    this.attempt += 1;
    this.setStatus('waiting');
    if (!this.welcomed && await this.isRefused()) return this.end(1008);
    if (this.status === 'waiting') this.retry = setTimeout(() => this.connect().catch(() => this.wait(1006)), delay);
  }

  /** Call when the network is back, not to wait for the next attempt. */
  hurry() {
    if (this.status === 'waiting') this.connect().catch(() => this.wait(1006));
  }

  end(code) {
    clearTimeout(this.retry);
    clearInterval(this.heartbeat);
    const socket = this.socket;
    this.socket = null;
    socket?.close(1000);
    this.setStatus('ended');
    this.tell('ended', { code });
  }

  setStatus(status) {
    this.status = status;
    this.tell('change');
  }

  of(id) {
    if (!this.conversations.has(id)) this.conversations.set(id, new Conversation(id));
    return this.conversations.get(id);
  }

  /** Sends a message again and again until it is stored; resolves with the acknowledgement, rejects when it is refused. */
  deliver(conversation, text) {
    const draft = { client_message_id: newId(), message: text };
    const stored = new Promise((resolve, reject) => Object.assign(draft, { resolve, reject }));
    conversation.pending.push(draft);
    this.changed(conversation);
    this.flush(conversation);
    return stored;
  }

  // One at a time: the next is sent when the one before is stored, so that they are stored in the order they were written.
  flush(conversation) {
    const draft = conversation.pending[0];
    if (!draft || draft.sentAt || conversation.closed || !this.mayWrite(conversation)) return;
    const { client_message_id, message } = draft;
    if (this.say(this.frame(conversation, { type: 'message', client_message_id, message }))) draft.sentAt = Date.now();
  }

  // Somewhat below what the server allows a guest, whom it would turn out otherwise.
  mayWrite(conversation) {
    if (this.role !== 'guest' || !this.welcomed) return true;
    const now = Date.now();
    this.credit = Math.min(15, (this.credit ?? 15) + (now - (this.credited ?? now)) * 0.008);
    this.credited = now;
    if (this.credit < 1) {
      this.later ??= setTimeout(() => { this.later = null; this.flush(conversation); }, 125);
      return false;
    }
    this.credit -= 1;
    return true;
  }

  isAckLate(now) {
    return [...this.conversations.values()].some(({ pending: [first] }) => first?.sentAt && now - first.sentAt > ACK);
  }

  resume(conversation) {
    this.say(this.frame(conversation, { type: 'resume', after_seq: conversation.lastSeq }));
  }

  /** Nobody acknowledges it: it is said again on every new line. */
  markRead(conversation) {
    conversation.readUpTo = conversation.lastSeq;
    this.sayRead(conversation);
  }

  sayRead(conversation) {
    this.say(this.frame(conversation, { type: 'read', up_to_seq: conversation.readUpTo }));
  }

  /** Whatever was on its way is taken for lost: asked for, and sent, again. */
  recover(conversation) {
    conversation.pending.forEach((draft) => delete draft.sentAt);
    this.resume(conversation);
    if (conversation.readUpTo) this.sayRead(conversation);
    this.flush(conversation);
  }

  stored(conversation, clientId, ack) {
    const at = conversation.pending.findIndex((draft) => draft.client_message_id === clientId);
    if (at < 0) return null;
    const [draft] = conversation.pending.splice(at, 1);
    draft.resolve?.(ack);
    return draft;
  }

  hear(frame) {
    this.heard = Date.now();
    const conversation = frame.session_id ? this.of(frame.session_id) : null;
    switch (frame.type) {
      case 'ack': {
        const draft = this.stored(conversation, frame.client_message_id, frame);
        if (draft) this.take(conversation, this.own(conversation, draft, frame));
        break;
      }
      case 'new_message':
        this.stored(conversation, frame.client_message_id, frame);
        this.take(conversation, frame);
        break;
      case 'session_opened':
      case 'session_updated':
        this.of(frame.session.id).session = frame.session;
        return this.changed(this.of(frame.session.id));
      case 'session_closed':
        conversation.closed = frame.reason;
        conversation.pending.splice(0).forEach((draft) => draft.reject?.(new Error('CHAT_SESSION_CLOSED')));
        if (this.role === 'guest') return this.end(4001);
        break;
      case 'presence':
        if (conversation.session) conversation.session.online = frame.online;
        break;
      case 'read':
        conversation.read[frame.by] = Math.max(conversation.read[frame.by], frame.up_to_seq);
        break;
      case 'typing':
        conversation.typing = frame.active ? frame.sender_name : null;
        break;
      case 'error':
        return this.refused(frame);
      default:
        return this.welcome(frame);
    }
    this.changed(conversation);
    this.flush(conversation);
  }

  take(conversation, message) {
    conversation.take(message).forEach((next) => this.tell('message', next));
    if (conversation.hasGap && !conversation.filling) {
      conversation.filling = setTimeout(() => {
        conversation.filling = null;
        if (conversation.hasGap) this.resume(conversation);
      }, GAP);
    }
  }

  own(conversation, { client_message_id, message }, { message_id, seq, sent_at }) {
    return {
      type: 'new_message', session_id: conversation.id, seq, message_id, client_message_id, message, timestamp: sent_at,
      sender_role: this.role, sender_name: null, sender_id: null,
    };
  }

  refused({ code, error, client_message_id }) {
    for (const conversation of this.conversations.values()) {
      const draft = conversation.pending.find((one) => one.client_message_id === client_message_id);
      if (!draft) continue;
      if (code === 'DB_UNAVAILABLE' || code === 'INTERNAL_ERROR') {
        setTimeout(() => { delete draft.sentAt; this.flush(conversation); }, 1_000 + pause(1, this.random));
      } else {
        conversation.pending.splice(conversation.pending.indexOf(draft), 1);
        draft.reject?.(Object.assign(new Error(error), { code }));
        this.flush(conversation);
      }
    }
    this.tell('refused', { code, error, client_message_id });
    this.tell('change');
  }

  changed() {
    this.tell('change');
  }
}

/** A visitor's chat. With `storage` (localStorage) it survives a reload, what was not stored yet included. */
export class GuestChat extends Line {
  constructor(options) {
    super(options);
    this.path = '/api/chat/connect';
    this.role = 'guest';
    this.fetch = options.fetch ?? globalThis.fetch.bind(globalThis);
    this.storage = options.storage ?? null;
    this.key = options.key ?? 'shema-chat';
    this.officeOpen = null;
    this.nextOpening = null;
  }

  get conversation() {
    return this.token ? this.of(this.id) : null;
  }

  /** Goes on with the stored session, or begins one: `{ guest_name, guest_email, topic }`. */
  async start(who) {
    const kept = JSON.parse(this.storage?.getItem(this.key) ?? 'null');
    if (kept) {
      this.belongTo(kept.session_id, kept.session_token);
      this.conversation.pending = kept.pending;
    } else {
      const answer = await this.fetch(`${this.url}/api/chat/sessions`, {
        method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(who),
      });
      const opened = await answer.json();
      if (answer.status !== 201) throw Object.assign(new Error(opened.error), opened);
      this.belongTo(opened.session_id, opened.session_token);
      this.officeOpen = opened.office_open;
      this.nextOpening = opened.next_opening;
    }
    globalThis.addEventListener?.('online', () => this.hurry());
    await this.connect();
  }

  belongTo(id, token) {
    this.id = id;
    this.token = token;
    this.keep();
  }

  send(text) {
    return this.deliver(this.conversation, text);
  }

  typing(active) {
    this.say({ type: 'typing', active });
  }

  read() {
    this.markRead(this.conversation);
  }

  /** Ends the session for good. */
  leave() {
    this.say({ type: 'leave' });
  }

  protocols() {
    return [`session.${this.token}`];
  }

  frame(conversation, frame) {
    return frame;
  }

  welcome(frame) {
    if (frame.type !== 'session') return;
    this.officeOpen = frame.office_open;
    this.welcomed = true;
    this.attempt = 0;
    this.setStatus('open');
    this.recover(this.conversation);
  }

  // A browser does not say why an upgrade was refused; a token that is no longer good is not worth another attempt.
  async isRefused() {
    try {
      const { status } = await this.fetch(`${this.url}/api/chat/sessions/${this.id}/messages?size=1`, {
        headers: { 'X-Chat-Session': this.token },
      });
      return [401, 403, 404].includes(status);
    } catch {
      return false;
    }
  }

  changed() {
    this.keep();
    super.changed();
  }

  keep() {
    const pending = this.conversation.pending.map(({ client_message_id, message }) => ({ client_message_id, message }));
    this.storage?.setItem(this.key, JSON.stringify({ session_id: this.id, session_token: this.token, pending }));
  }

  /** The session is over: the next start begins a new one. */
  end(code) {
    if (FINAL.has(code)) this.storage?.removeItem(this.key);
    this.conversation.pending.splice(0).forEach((draft) => draft.reject?.(new Error('CHAT_SESSION_CLOSED')));
    super.end(code);
  }

  stop() {
    this.end(1000);
  }
}

/** An admin's side: all sessions at once. `token` gives an access token whenever a line is opened. */
export class StaffChat extends Line {
  constructor(options) {
    super(options);
    this.path = '/api/chat/admin';
    this.role = 'admin';
    this.bearer = options.token;
    this.refusals = 0;
  }

  start() {
    return this.connect();
  }

  /** Asks for everything said in a session so far. */
  open(id) {
    this.resume(this.of(id));
  }

  send(id, text) {
    return this.deliver(this.of(id), text);
  }

  typing(id, active) {
    this.say({ type: 'typing', session_id: id, active });
  }

  read(id) {
    this.markRead(this.of(id));
  }

  async protocols() {
    return [`bearer.${await this.bearer()}`];
  }

  frame(conversation, frame) {
    return { ...frame, session_id: conversation.id };
  }

  welcome(frame) {
    if (frame.type !== 'sessions') return;
    this.welcomed = true;
    this.attempt = 0;
    this.setStatus('open');
    const known = [...this.conversations.values()];
    frame.data.forEach((session) => { this.of(session.id).session = session; });
    // Only what was open here: of the others the list says enough.
    known.filter(({ lastSeq, pending }) => lastSeq || pending.length).forEach((one) => this.recover(one));
    this.tell('change');
  }

  async isRefused() {
    return false;
  }

  stop() {
    this.end(1000);
  }
}
