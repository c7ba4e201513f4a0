package com.shemamusic.chat.session;

/** A session after a change, as admins see it and as replicas compare it. */
public record ChangedSession(ChatSession session, SessionState state) {}
