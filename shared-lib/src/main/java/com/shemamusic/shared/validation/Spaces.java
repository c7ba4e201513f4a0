package com.shemamusic.shared.validation;

/** What counts as nothing around a text that somebody sent. */
public final class Spaces {

    private Spaces() {}

    /** Without spaces around, no-break ones included, which {@link String#strip} leaves: nothing must look like something. */
    public static String stripped(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (start < end && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isSpace(char letter) {
        return Character.isWhitespace(letter) || Character.isSpaceChar(letter);
    }
}
