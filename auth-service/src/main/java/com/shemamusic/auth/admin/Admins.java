package com.shemamusic.auth.admin;

import com.shemamusic.auth.client.user.AdminProfile;
import com.shemamusic.auth.client.user.UserClient;
import com.shemamusic.auth.identity.Identity;
import com.shemamusic.shared.error.ApiException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/** Which admin an identity is. Only the profile in user-service makes an identity an admin. */
@Service
public class Admins {

    private static final Logger LOG = LoggerFactory.getLogger(Admins.class);
    private final UserClient users;
    private final AdminCache cache;
    private final List<String> firstAdmins;

    Admins(UserClient users, AdminCache cache, @Value("${shema.auth.bootstrap-admin-emails}") List<String> emails) {
        this.users = users;
        this.cache = cache;
        this.firstAdmins = emails.stream().map(Admins::folded).toList();
    }

    /**
     * The active admin this identity is, asked anew; one of the first admins gets a profile here.
     *
     * @throws ApiException 403 {@code AUTH_NOT_ADMIN} or {@code AUTH_ACCOUNT_DISABLED}
     */
    public AdminProfile signingIn(Identity identity) {
        return active(users.byUid(identity.uid()).or(() -> first(identity)));
    }

    /** As {@link #signingIn}, from what was known up to a minute ago, and without making a profile. */
    public AdminProfile known(Identity identity) {
        Optional<AdminProfile> cached = cache.find(identity.uid());
        if (cached.isPresent()) {
            return active(cached);
        }
        Optional<AdminProfile> asked = users.byUid(identity.uid());
        asked.ifPresent(profile -> cache.put(identity.uid(), profile));
        return active(asked);
    }

    public Optional<AdminProfile> byId(UUID id) {
        return users.byId(id);
    }

    /** As {@link #byId}, but an outage is told after one attempt, for those who go on with what was known. */
    public Optional<AdminProfile> byIdOnce(UUID id) {
        return users.byIdOnce(id);
    }

    /** Notes the sign-in; that it happened matters more than that it is noted. */
    public void signedIn(UUID id) {
        try {
            users.signedIn(id);
        } catch (RuntimeException unnoted) {
            LOG.warn("A sign-in of {} is not noted: {}", id, unnoted.getMessage());
        }
    }

    /** Forgets what was known about an admin. */
    public void forget(UUID id) {
        cache.drop(id);
    }

    /**
     * The profile, if it is an active admin's.
     *
     * @throws ApiException 403 {@code AUTH_NOT_ADMIN} or {@code AUTH_ACCOUNT_DISABLED}
     */
    public static AdminProfile active(Optional<AdminProfile> profile) {
        AdminProfile admin =
                profile.filter(AdminProfile::isAdmin).orElseThrow(() -> ApiException.forbidden("AUTH_NOT_ADMIN"));
        if (!admin.isActive()) {
            throw ApiException.forbidden("AUTH_ACCOUNT_DISABLED");
        }
        return admin;
    }

    private Optional<AdminProfile> first(Identity identity) {
        String email = identity.email();
        if (email == null || !identity.emailVerified() || !firstAdmins.contains(folded(email))) {
            return Optional.empty();
        }
        try {
            return Optional.of(users.create(email, name(identity.name(), email), identity.uid()));
        } catch (ApiException exists) {
            if (!"AUTH_ADMIN_EXISTS".equals(exists.code())) {
                throw exists;
            }
            // Two first sign-ins at once; or the address belongs to another identity, which this one must not become.
            return users.byUid(identity.uid());
        }
    }

    private static String name(@Nullable String given, String email) {
        return given == null || given.isBlank() ? email.substring(0, email.indexOf('@')) : given;
    }

    private static String folded(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }
}
