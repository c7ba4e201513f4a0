package com.shemamusic.enrollment.notification;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/** E-mail: text and HTML, a batch over one connection, with an id that a second attempt shares. */
@Component
class EmailChannel implements MessageChannel {

    private final JavaMailSender sender;
    private final MessageTexts texts;
    private final NotificationProperties properties;

    EmailChannel(JavaMailSender sender, MessageTexts texts, NotificationProperties properties) {
        this.sender = sender;
        this.texts = texts;
        this.properties = properties;
    }

    @Override
    public String name() {
        return "email";
    }

    @Override
    public int atOnce() {
        return 50;
    }

    @Override
    public Map<UUID, Failure> send(List<OutgoingMessage> messages) {
        Map<UUID, Failure> failures = new HashMap<>();
        Map<MimeMessage, UUID> mails = new LinkedHashMap<>();
        for (OutgoingMessage message : messages) {
            try {
                mails.put(mail(message), message.id());
            } catch (MessagingException | RuntimeException unmakeable) {
                failures.put(message.id(), new Failure(name(unmakeable), Lasts.FOR_EVER));
            }
        }
        try {
            sender.send(mails.keySet().toArray(MimeMessage[]::new));
        } catch (MailSendException some) {
            boolean all = some.getFailedMessages().size() == mails.size();
            some.getFailedMessages().forEach((mail, why) -> {
                UUID id = mails.get((MimeMessage) mail);
                if (id != null) {
                    failures.put(id, failure(why, all));
                }
            });
        } catch (MailException all) {
            mails.values().forEach(id -> failures.put(id, new Failure(name(all), Lasts.WHILE_CHANNEL_IS_DOWN)));
        }
        return failures;
    }

    private MimeMessage mail(OutgoingMessage message) throws MessagingException {
        MessageText text = texts.text(message);
        MimeMessage mail = sender.createMimeMessage();
        MimeMessageHelper helper = new MimeMessageHelper(mail, true, StandardCharsets.UTF_8.name());
        helper.setFrom(properties.from());
        helper.setTo(message.recipient());
        helper.setSubject(text.subject());
        helper.setText(texts.plain(text, message), texts.html(text, message));
        String answersGo =
                message.kind().isForSchool() ? message.facts().getOrDefault("email", "") : properties.school();
        if (!answersGo.isBlank()) {
            helper.setReplyTo(answersGo);
        }
        mail.setHeader(
                "Message-ID", "<" + message.eventId() + "." + message.kind().text() + "@shemamusic>");
        mail.setHeader("Auto-Submitted", "auto-generated");
        return mail;
    }

    private static Failure failure(Exception why, boolean ofAll) {
        boolean broken = false;
        for (Throwable cause = why; cause != null; cause = cause.getCause()) {
            broken |= cause instanceof IOException;
            if (cause instanceof SendFailedException refused
                    && refused.getInvalidAddresses() != null
                    && refused.getInvalidAddresses().length > 0) {
                return new Failure("the address was refused", Lasts.FOR_EVER);
            }
        }
        return new Failure(name(why), broken && ofAll ? Lasts.WHILE_CHANNEL_IS_DOWN : Lasts.A_WHILE);
    }

    private static String name(Exception why) {
        return why.getClass().getSimpleName();
    }
}
