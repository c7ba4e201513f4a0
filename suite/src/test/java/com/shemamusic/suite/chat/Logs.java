package com.shemamusic.suite.chat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks through all logs of a suite for what must stand in none (C10). */
final class Logs {

    // A guest's token is 43 characters of this alphabet; so are a few other things, so each is looked up.
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Pattern JWT = Pattern.compile("eyJ[A-Za-z0-9_-]{10,}\\.eyJ");

    private Logs() {}

    /** The lines that tell too much; also how many lines there were, so that nobody is pleased with empty logs. */
    record Finding(long lines, List<String> telling) {}

    static Finding look(Path folder, Collection<String> tokens, String... secrets) throws IOException {
        Set<String> held = new HashSet<>(tokens);
        List<String> telling = new ArrayList<>();
        long lines = 0;
        List<Path> logs;
        try (var files = Files.list(folder)) {
            logs = files.filter(Files::isRegularFile).toList();
        }
        for (Path log : logs) {
            for (String line : (Iterable<String>)
                    Files.readString(log, StandardCharsets.ISO_8859_1).lines()::iterator) {
                lines++;
                if (tells(line, held, secrets)) {
                    telling.add(log.getFileName() + ": " + line);
                }
            }
        }
        return new Finding(lines, telling);
    }

    private static boolean tells(String line, Set<String> tokens, String... secrets) {
        for (String secret : secrets) {
            if (line.contains(secret)) {
                return true;
            }
        }
        Matcher found = TOKEN.matcher(line);
        while (found.find()) {
            if (tokens.contains(found.group())) {
                return true;
            }
        }
        return JWT.matcher(line).find();
    }
}
