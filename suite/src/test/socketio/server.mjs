// The chat on Socket.IO, for comparison: the same tables and stores, its Redis adapter, no gateway, no tokens checked.
import { randomBytes, createHash, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { createAdapter } from '@socket.io/redis-adapter';
import pg from 'pg';
import { createClient } from 'redis';
import { Server } from 'socket.io';

const { PORT, DATABASE, REDIS, OUTBOX } = process.env;
const pool = new pg.Pool({ connectionString: DATABASE, max: 10, options: '-c search_path=shema,extensions' });
const publisher = createClient({ url: REDIS });
const subscriber = publisher.duplicate();
await Promise.all([publisher.connect(), subscriber.connect()]);

const store = {
  name: 'store',
  text: `
    with s as (
      update chat_sessions set last_seq = last_seq + 1, last_message = $4, last_message_role = $5,
        last_message_at = clock_timestamp(), last_activity_at = clock_timestamp(),
        unread_count = unread_count + case when $5 = 'guest' then 1 else 0 end,
        waiting_since = case $5 when 'guest' then coalesce(waiting_since, clock_timestamp()) else null end,
        first_guest_message_at = case when $5 = 'guest' then coalesce(first_guest_message_at, clock_timestamp())
          else first_guest_message_at end,
        first_reply_at = case when $5 = 'admin' and first_guest_message_at is not null
          then coalesce(first_reply_at, clock_timestamp()) else first_reply_at end
      where id = $1 and status = 'active' returning last_seq, guest_name, last_message_at),
    m as (
      insert into chat_messages (id, session_id, seq, client_message_id, sender_role, sender_id, sender_name, message, sent_at)
      select $2::uuid, $1::uuid, last_seq, $3, $5, $6::uuid, guest_name, $4, last_message_at from s returning seq, sent_at)${
    OUTBOX === '1'
      ? `, o as (
      insert into chat_outbox (id, channel, domain, payload, aggregate_id)
      select $2::uuid, 'chat.message', 'chat', jsonb_build_object('sessionId', $1::uuid, 'seq', seq), $1::uuid from m)`
      : ''}
    select seq, sent_at from m`,
};

const http = createServer();
const io = new Server(http, { transports: ['websocket'], adapter: createAdapter(publisher, subscriber) });
const adminId = randomUUID();
io.on('connection', async (socket) => {
  const admin = socket.handshake.auth.role === 'admin';
  let own = null;
  socket.on('message', async (frame, ack) => {
    const session = own ?? frame.session_id;
    const id = randomUUID();
    const role = admin ? 'admin' : 'guest';
    try {
      const { rows } = await pool.query(store, [session, id, frame.client_message_id, frame.message, role,
        admin ? adminId : null]);
      const { seq, sent_at: at } = rows[0];
      ack({ session_id: session, client_message_id: frame.client_message_id, message_id: id, seq: Number(seq), sent_at: at });
      socket.to(['admins', session]).emit('new_message', { session_id: session, seq: Number(seq), message_id: id,
        client_message_id: frame.client_message_id, sender_role: role, message: frame.message, timestamp: at });
    } catch (failure) {
      console.error(failure.message);
    }
  });
  if (admin) {
    socket.join('admins');
    socket.emit('sessions', { data: [] });
  } else {
    own = randomUUID();
    const token = randomBytes(32).toString('base64url');
    await pool.query({ name: 'open', text: 'insert into chat_sessions (id, token_hash, guest_name) values ($1, $2, $3)' },
      [own, createHash('sha256').update(token).digest(), 'Tamu']);
    socket.join(own);
    socket.emit('session', { session_id: own, session_token: token });
  }
});
http.listen(Number(PORT), '127.0.0.1', () => console.log('listening'));
