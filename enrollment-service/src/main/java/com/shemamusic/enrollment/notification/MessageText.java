package com.shemamusic.enrollment.notification;

import java.util.Arrays;
import java.util.List;

/** A message in words: a subject, then paragraphs. */
record MessageText(String subject, String body) {

    List<String> paragraphs() {
        return Arrays.stream(body.split("\n\\s*\n"))
                .map(String::strip)
                .filter(paragraph -> !paragraph.isEmpty())
                .toList();
    }
}
