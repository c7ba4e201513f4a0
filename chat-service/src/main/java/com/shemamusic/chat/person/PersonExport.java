package com.shemamusic.chat.person;

import com.shemamusic.chat.message.ChatMessage;
import com.shemamusic.chat.session.ChatSession;
import java.util.List;

/** All this service holds about one person. */
record PersonExport(List<Conversation> chats) {

    /** One conversation with everything that was said. */
    record Conversation(ChatSession session, List<ChatMessage> messages) {}
}
