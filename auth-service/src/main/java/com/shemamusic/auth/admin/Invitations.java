package com.shemamusic.auth.admin;

import com.shemamusic.auth.client.user.UserClient;
import com.shemamusic.auth.identity.IdentityProvider;
import com.shemamusic.auth.identity.PasswordResets;
import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.web.RequestContext;
import org.springframework.stereotype.Service;

/**
 * Makes admins: an identity at the provider, then a profile. A failure between the two leaves an identity without a
 * profile, which is nobody, and which the next attempt takes up.
 */
@Service
class Invitations {

    private final UserClient users;
    private final IdentityProvider identities;
    private final PasswordResets passwords;

    Invitations(UserClient users, IdentityProvider identities, PasswordResets passwords) {
        this.users = users;
        this.identities = identities;
        this.passwords = passwords;
    }

    AdminResponse invite(String email, String fullName) {
        if (users.isAdmin(email)) {
            throw ApiException.conflict("AUTH_ADMIN_EXISTS");
        }
        String uid = identities.findOrCreate(email, fullName);
        AdminResponse admin = AdminResponse.of(users.create(email, fullName, uid));
        // The invited chooses a password by the link in this mail.
        passwords.later(email, RequestContext.current().language().getLanguage());
        return admin;
    }
}
