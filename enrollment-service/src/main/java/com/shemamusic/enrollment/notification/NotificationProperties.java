package com.shemamusic.enrollment.notification;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How messages leave the house.
 *
 * @param smtpUrl {@code smtp://user:password@host:port}, {@code smtps://} for TLS from the first byte
 * @param from the sender of e-mails
 * @param school where the school reads its own, and where answers to mails go; empty: nowhere
 * @param schoolLanguage the language the school reads, {@code id} or {@code en}
 * @param interval between two looks for what waits
 * @param lease how long what a replica took to send is its own
 * @param pause after the first failure of a message; it doubles up to sixty times as long
 * @param website where the school's website is, for the foot of mails; empty: not told
 */
@ConfigurationProperties("shema.enrollment.messages")
record NotificationProperties(
        URI smtpUrl,

        @DefaultValue("Shema Music <no-reply@shemamusic.local>")
        String from,

        @DefaultValue("") String school,
        @DefaultValue("id") String schoolLanguage,
        @DefaultValue("") String website,
        @DefaultValue("5s") Duration interval,
        @DefaultValue("60s") Duration lease,
        @DefaultValue("5s") Duration pause,
        @DefaultValue WhatsApp whatsapp) {

    /**
     * WhatsApp.
     *
     * @param directory where {@code local} writes its files
     * @param url of the Cloud API, version included
     * @param timeout of an answer of theirs; well below the lease
     */
    record WhatsApp(
            @DefaultValue("none") Provider provider,
            @DefaultValue(".local/whatsapp") String directory,

            @DefaultValue("https://graph.facebook.com/v23.0")
            URI url,

            @DefaultValue("") String phoneNumberId,
            @DefaultValue("") String token,
            @DefaultValue("10s") Duration timeout) {

        boolean isOn() {
            return provider != Provider.NONE;
        }
    }

    /** Where WhatsApp messages go. */
    enum Provider {
        NONE,
        LOCAL,
        CLOUD
    }
}
