package com.shemamusic.enrollment.notification;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.MimeMessage;
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
    public Map<UUID, Failure> send(List<OutgoingMessage> messages) {
        Map<UUID, Failure> failures = new HashMap<>();
        Map<MimeMessage, UUID> mails = new LinkedHashMap<>();
        for (OutgoingMessage message : messages) {
            try {
                mails.put(mail(message), message.id());
            } catch (MessagingException | RuntimeException unmakeable) {
                failures.put(message.id(), new Failure(unmakeable.getClass().getSimpleName(), true));
            }
        }
        try {
            sender.send(mails.keySet().toArray(MimeMessage[]::new));
        } catch (MailSendException some) {
            some.getFailedMessages().forEach((mail, why) -> {
                UUID id = mails.get((MimeMessage) mail);
                if (id != null) {
                    failures.put(id, failure(why));
                }
            });
        } catch (MailException all) {
            mails.values().forEach(id -> failures.put(id, failure(all)));
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
        helper.setText(text.body(), texts.html(text, message.language()));
        mail.setHeader(
                "Message-ID", "<" + message.eventId() + "." + message.kind().text() + "@shemamusic>");
        mail.setHeader("Auto-Submitted", "auto-generated");
        return mail;
    }

    private static Failure failure(Exception why) {
        for (Throwable cause = why; cause != null; cause = cause.getCause()) {
            if (cause instanceof SendFailedException refused
                    && refused.getInvalidAddresses() != null
                    && refused.getInvalidAddresses().length > 0) {
                return new Failure("the address was refused", true);
            }
        }
        return new Failure(why.getClass().getSimpleName(), false);
    }
}
