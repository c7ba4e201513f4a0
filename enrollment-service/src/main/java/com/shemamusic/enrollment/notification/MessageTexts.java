package com.shemamusic.enrollment.notification;

import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/**
 * Turns messages into words: one text file per kind and language, whose first line is the subject, and one HTML page around
 * the same paragraphs.
 */
@Component
class MessageTexts {

    private final TemplateEngine engine = new SpringTemplateEngine();

    MessageTexts() {
        engine.addTemplateResolver(resolver(TemplateMode.TEXT, "txt"));
        engine.addTemplateResolver(resolver(TemplateMode.HTML, "html"));
    }

    MessageText text(OutgoingMessage message) {
        Context context = new Context(Locale.of(message.language()), Map.copyOf(message.facts()));
        String filled = engine.process(message.language() + "/" + message.kind().text() + ".txt", context);
        String[] parts = filled.strip().split("\n", 2);
        return new MessageText(parts[0].strip(), parts.length == 1 ? "" : parts[1].strip());
    }

    String html(MessageText text, String language) {
        Context context = new Context(Locale.of(language));
        context.setVariable("subject", text.subject());
        context.setVariable("language", language);
        context.setVariable("paragraphs", text.paragraphs());
        return engine.process("layout.html", context);
    }

    private static ClassLoaderTemplateResolver resolver(TemplateMode mode, String suffix) {
        ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver();
        resolver.setPrefix("mail/");
        resolver.setTemplateMode(mode);
        resolver.setForceTemplateMode(true);
        resolver.setCharacterEncoding("UTF-8");
        resolver.getResolvablePatternSpec().addPattern("*." + suffix);
        return resolver;
    }
}
