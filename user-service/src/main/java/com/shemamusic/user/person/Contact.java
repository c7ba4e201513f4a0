package com.shemamusic.user.person;

import com.shemamusic.user.form.Phones;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Who a person is and how to reach them; {@code email} is null only after the data was erased. */
public record Contact(
        String fullName,
        @Nullable String email,
        @Nullable String phone,
        @Nullable LocalDate birthDate,
        @Nullable String address,
        @Nullable Guardian guardian) {

    /** What stands in the place of an erased name. */
    public static final String ERASED_NAME = "(dihapus)";

    static final Contact ERASED = new Contact(ERASED_NAME, null, null, null, null, null);

    /** As it is kept: single spaces in the name, e-mail in lower case, phones in E.164 where they are numbers, empty texts as none. */
    public Contact kept() {
        return new Contact(
                Names.spaced(fullName),
                email == null ? null : email.toLowerCase(Locale.ROOT),
                phone == null || phone.isBlank() ? null : Phones.kept(phone),
                birthDate,
                address == null || address.isBlank() ? null : address,
                guardian == null ? null : guardian.kept());
    }
}
