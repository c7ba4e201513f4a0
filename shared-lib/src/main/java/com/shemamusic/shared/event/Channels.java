package com.shemamusic.shared.event;

import java.util.Locale;
import java.util.regex.Pattern;

/** The naming rules of channels, event types and streams. */
public final class Channels {

    private static final Pattern NAME = Pattern.compile("[a-z]+(\\.[a-z_]+)+");

    private Channels() {}

    /**
     * The part before the first dot: {@code chat} of {@code chat.session.opened}.
     *
     * @throws IllegalArgumentException if the name is not {@code domain.action}
     */
    public static String domain(String channel) {
        if (!NAME.matcher(channel).matches()) {
            throw new IllegalArgumentException("not a channel of the form domain.action: " + channel);
        }
        return channel.substring(0, channel.indexOf('.'));
    }

    /** The event type told on a channel: {@code CHAT_SESSION_OPENED} of {@code chat.session.opened}. */
    public static String eventType(String channel) {
        return channel.replace('.', '_').toUpperCase(Locale.ROOT);
    }

    /** The durable Redis stream of a domain. */
    public static String stream(String domain) {
        return "events:" + domain;
    }
}
