package com.shemamusic.user.person;

import com.shemamusic.user.form.EmailAddress;
import com.shemamusic.user.form.Phone;
import com.shemamusic.user.form.Phones;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Who answers for a student under 18 (rule 3). */
public record Guardian(
        @NotBlank @Size(max = 200) String fullName,
        @NotBlank @Phone String phone,
        @Nullable @EmailAddress String email,
        @NotBlank @Size(max = 60) String relationship) {

    /** As it is kept: phone in E.164, e-mail in lower case. */
    public Guardian kept() {
        return new Guardian(
                fullName, Phones.kept(phone), email == null ? null : email.toLowerCase(Locale.ROOT), relationship);
    }
}
