package com.shemamusic.enrollment.notification;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/**
 * Turns messages into words: one text file per kind and language, whose first line is the subject, one foot per language, and one HTML
 * page around the same parts.
 */
@Component
class MessageTexts {

    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern LOOKS_MARKED = Pattern.compile("(?m)^(?=[=>] )");
    private static final Set<String> MULTI_LINE = Set.of("reason", "list");
    private final TemplateEngine engine = new SpringTemplateEngine();
    private final String website;
    private final boolean answered;

    MessageTexts(NotificationProperties properties) {
        this.website = properties.website();
        this.answered = !properties.school().isBlank();
        engine.addTemplateResolver(resolver(TemplateMode.TEXT, "txt"));
        engine.addTemplateResolver(resolver(TemplateMode.HTML, "html"));
    }

    MessageText text(OutgoingMessage message) {
        Map<String, Object> facts = new HashMap<>();
        message.facts().forEach((name, value) -> facts.put(name, clean(name, value)));
        Context context = new Context(Locale.of(message.language()), facts);
        String filled = engine.process(message.language() + "/" + message.kind().text() + ".txt", context);
        String[] parts = filled.strip().split("\n", 2);
        return new MessageText(parts[0].strip(), parts.length == 1 ? "" : parts[1].strip());
    }

    /** The whole of a plain message, foot included. */
    String plain(MessageText text, OutgoingMessage message) {
        String foot = text.body() + "\n\n-- \n" + foot(message);
        return website.isBlank() ? foot : foot + "\n" + website;
    }

    String html(MessageText text, OutgoingMessage message) {
        Context context = new Context(Locale.of(message.language()));
        context.setVariable("subject", text.subject());
        context.setVariable("language", message.language());
        context.setVariable("parts", text.parts());
        context.setVariable("foot", foot(message));
        context.setVariable("website", website);
        return engine.process("layout.html", context);
    }

    private String foot(OutgoingMessage message) {
        Map<String, Object> facts = Map.of("school", message.kind().isForSchool(), "answered", answered);
        return engine.process(message.language() + "/foot.txt", new Context(Locale.of(message.language()), facts))
                .strip();
    }

    /** What people wrote stays on its line, and cannot pass for a mark of ours. */
    private static String clean(String name, String value) {
        return MULTI_LINE.contains(name)
                ? LOOKS_MARKED.matcher(value.strip()).replaceAll("\u00a0")
                : SPACE.matcher(value.strip()).replaceAll(" ");
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
