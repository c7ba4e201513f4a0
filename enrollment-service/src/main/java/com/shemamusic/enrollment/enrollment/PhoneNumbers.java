package com.shemamusic.enrollment.enrollment;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import org.jspecify.annotations.Nullable;

final class PhoneNumbers {

    private static final String HOME = "ID";
    private static final PhoneNumberUtil PLANS = PhoneNumberUtil.getInstance();

    private PhoneNumbers() {}

    /** The number as {@code +62…}; {@code null} when no plan has it. */
    static @Nullable String e164(String text) {
        try {
            PhoneNumber number = PLANS.parse(text, HOME);
            return PLANS.isValidNumber(number) ? PLANS.format(number, PhoneNumberFormat.E164) : null;
        } catch (NumberParseException unreadable) {
            return null;
        }
    }

    /** The number of a form that has been checked. */
    static String known(String text) {
        String number = e164(text);
        if (number == null) {
            throw new IllegalStateException("a telephone number was not checked");
        }
        return number;
    }
}
