package com.shemamusic.enrollment;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.Arrays;
import java.util.List;
import org.awaitility.Awaitility;

/** A real SMTP server that keeps what it gets, and can be switched off. */
public final class Mailbox {

    private static final int PORT = freePort();
    private static GreenMail server = started();

    private Mailbox() {}

    public static String url() {
        return "smtp://localhost:" + PORT;
    }

    public static void empty() {
        try {
            server.purgeEmailFromAllMailboxes();
        } catch (com.icegreen.greenmail.store.FolderException broken) {
            throw new IllegalStateException(broken);
        }
    }

    public static void stop() {
        server.stop();
    }

    public static void start() {
        server = started();
    }

    public static List<MimeMessage> to(String recipient) {
        return Arrays.stream(server.getReceivedMessages())
                .filter(mail -> recipients(mail).contains(recipient))
                .toList();
    }

    /** Waits for as many mails to that address and returns them. */
    public static List<MimeMessage> await(String recipient, int count) {
        return Awaitility.await("mails to " + recipient).until(() -> to(recipient), mails -> mails.size() >= count);
    }

    /** The plain text of a mail, decoded. */
    public static String text(MimeMessage mail) {
        return part(mail, "text/plain");
    }

    public static String html(MimeMessage mail) {
        return part(mail, "text/html");
    }

    private static String part(jakarta.mail.Part part, String type) {
        try {
            if (part.isMimeType(type)) {
                return ((String) part.getContent()).replace("\r\n", "\n");
            }
            StringBuilder found = new StringBuilder();
            if (part.getContent() instanceof jakarta.mail.Multipart parts) {
                for (int i = 0; i < parts.getCount(); i++) {
                    found.append(part(parts.getBodyPart(i), type));
                }
            }
            return found.toString();
        } catch (MessagingException | java.io.IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static List<String> recipients(MimeMessage mail) {
        try {
            return Arrays.stream(mail.getAllRecipients()).map(Address::toString).toList();
        } catch (MessagingException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static GreenMail started() {
        GreenMail mail = new GreenMail(new ServerSetup(PORT, "localhost", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        return mail;
    }

    private static int freePort() {
        try (java.net.ServerSocket socket = new java.net.ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (java.io.IOException none) {
            throw new java.io.UncheckedIOException(none);
        }
    }
}
