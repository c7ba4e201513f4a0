package com.shemamusic.user.admin;

import com.shemamusic.shared.id.Ids;
import com.shemamusic.user.form.EmailAddress;
import com.shemamusic.user.person.Contact;
import com.shemamusic.user.person.Portrait;
import com.shemamusic.user.person.Role;
import com.shemamusic.user.person.User;
import com.shemamusic.user.person.UserStatus;
import com.shemamusic.user.person.Wishes;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** The profile of an admin whose login exists already. */
record AddAdminRequest(
        @NotBlank @EmailAddress String email,
        @NotBlank @Size(max = 200) String fullName,
        @NotBlank @Size(max = 128) String firebaseUid) {

    User admin() {
        return User.fresh(
                Ids.next(),
                Role.ADMIN,
                UserStatus.ACTIVE,
                new Contact(fullName, email, null, null, null, null).kept(),
                Wishes.NONE,
                Portrait.NONE);
    }
}
