package com.shemamusic.enrollment.notification;

import com.shemamusic.enrollment.notification.MessageChannel.Lasts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** For local runs: a file for every WhatsApp message, named by its id, so that a second attempt writes the same one. */
final class LocalWhatsApp implements MessageChannel {

    private final Path directory;
    private final MessageTexts texts;

    LocalWhatsApp(Path directory, MessageTexts texts) {
        this.directory = directory;
        this.texts = texts;
    }

    @Override
    public String name() {
        return "whatsapp";
    }

    @Override
    public int atOnce() {
        return 50;
    }

    @Override
    public Map<UUID, Failure> send(List<OutgoingMessage> messages) {
        Map<UUID, Failure> failures = new HashMap<>();
        for (OutgoingMessage message : messages) {
            MessageText text = texts.text(message);
            try {
                Files.createDirectories(directory);
                Files.writeString(
                        directory.resolve(message.id() + ".txt"),
                        "To: " + message.recipient() + "\n*" + text.subject() + "*\n\n" + text.body() + "\n");
            } catch (IOException full) {
                failures.put(message.id(), new Failure(full.getClass().getSimpleName(), Lasts.A_WHILE));
            }
        }
        return failures;
    }
}
