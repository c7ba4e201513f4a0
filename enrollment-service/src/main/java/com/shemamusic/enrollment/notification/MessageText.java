package com.shemamusic.enrollment.notification;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A message in words: a subject, then parts between blank lines. Lines of a part that begin with {@code "= "} are facts, a label and a
 * value; a part that begins with {@code "> "} says what comes next.
 */
record MessageText(String subject, String marked) {

    private static final Pattern BLANK = Pattern.compile("\n\\s*\n");
    private static final Pattern MARK = Pattern.compile("(?m)^[=>] ");

    /** What a part is shown as. */
    enum Style {
        TEXT,
        FACTS,
        NEXT
    }

    /** One line of a table. */
    record Fact(String label, String value) {}

    /** One part; the table of {@link Style#FACTS} in {@code facts}, everything else in {@code text}. */
    record Part(Style style, String text, List<Fact> facts) {}

    List<Part> parts() {
        return BLANK.splitAsStream(marked)
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .map(MessageText::part)
                .toList();
    }

    /** As plain text. */
    String body() {
        return MARK.matcher(marked).replaceAll("");
    }

    private static Part part(String text) {
        if (text.startsWith("= ")) {
            return new Part(
                    Style.FACTS,
                    "",
                    Arrays.stream(text.split("\n")).map(MessageText::fact).toList());
        }
        return text.startsWith("> ")
                ? new Part(Style.NEXT, MARK.matcher(text).replaceAll(""), List.of())
                : new Part(Style.TEXT, text, List.of());
    }

    private static Fact fact(String line) {
        String[] pair = MARK.matcher(line).replaceFirst("").split(": ", 2);
        return pair.length == 2 ? new Fact(pair[0], pair[1]) : new Fact("", pair[0]);
    }
}
