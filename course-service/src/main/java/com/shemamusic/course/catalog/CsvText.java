package com.shemamusic.course.catalog;

import com.shemamusic.shared.error.FieldErrors;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** A CSV file as text: UTF-8, with or without a byte order mark. */
final class CsvText {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private CsvText() {}

    /**
     * The text of the file.
     *
     * @throws com.shemamusic.shared.error.ApiException 400 naming the line that is not UTF-8: names would be lost silently
     */
    static String of(byte[] file) {
        ByteBuffer bytes = ByteBuffer.wrap(file);
        CharBuffer text = CharBuffer.allocate(file.length);
        CoderResult result = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(bytes, text, true);
        text.flip();
        if (result.isError()) {
            throw FieldErrors.of("line " + (text.chars().filter(c -> c == '\n').count() + 1), "INVALID");
        }
        boolean marked = !text.isEmpty() && text.get(0) == BYTE_ORDER_MARK;
        return text.subSequence(marked ? 1 : 0, text.length()).toString();
    }

    /** Spreadsheets write semicolons where the comma is the decimal mark, as it is in Indonesia: the header tells. */
    static char delimiter(String text) {
        String header = text.lines().findFirst().orElse("");
        return header.indexOf(',') < 0 && header.indexOf(';') >= 0 ? ';' : ',';
    }
}
