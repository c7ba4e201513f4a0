package com.shemamusic.user.form;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Optional;

/** Phone numbers: read as Indonesian unless they say otherwise, kept as E.164. */
public final class Phones {

    private static final String HOME = "ID";
    private static final int MAX_LENGTH = 40;
    private static final PhoneNumberUtil UTIL = PhoneNumberUtil.getInstance();

    private Phones() {}

    /** The number as E.164, or empty when it is none that could be called. */
    public static Optional<String> parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            PhoneNumber number = UTIL.parse(text, HOME);
            return UTIL.isValidNumber(number)
                    ? Optional.of(UTIL.format(number, PhoneNumberFormat.E164))
                    : Optional.empty();
        } catch (NumberParseException unreadable) {
            return Optional.empty();
        }
    }

    /** As {@link #parse}; a text that is no number stays as it is, because whoever took it in has judged it. */
    public static String kept(String text) {
        return parse(text).orElse(text);
    }
}
