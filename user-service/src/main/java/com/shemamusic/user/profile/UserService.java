package com.shemamusic.user.profile;

import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.jdbc.Transactions;
import com.shemamusic.shared.page.Page;
import com.shemamusic.shared.page.Paging;
import com.shemamusic.shared.web.IfMatch;
import com.shemamusic.user.person.Role;
import com.shemamusic.user.person.User;
import com.shemamusic.user.person.UserStatus;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/** The one way to read and write profiles; every change is told to the other services with its version. */
@Service
public class UserService {

    private final UserRepository users;
    private final UserEvents events;
    private final GuardianRule guardians;
    private final Transactions transactions;

    UserService(UserRepository users, UserEvents events, GuardianRule guardians, Transactions transactions) {
        this.users = users;
        this.events = events;
        this.guardians = guardians;
        this.transactions = transactions;
    }

    /**
     * One profile.
     *
     * @throws ApiException 404 {@code USER_NOT_FOUND}
     */
    public User get(UUID id) {
        return users.find(id).orElseThrow(UserService::missing);
    }

    /** The student who is the same person by e-mail, folded name and birth date (rule 2). */
    public Optional<User> findStudent(User like) {
        return users.findStudent(like);
    }

    /** Stores a new profile; empty when its identity, address or login is taken, however many try at once. */
    public Optional<User> add(User user, @Nullable String firebaseUid) {
        return transactions.write(() -> {
            Optional<User> stored = users.insert(user, firebaseUid);
            stored.ifPresent(events::registered);
            return stored;
        });
    }

    /**
     * Sets the status as events about enrollments have it; the profile stays locked until the transaction ends. What is decided
     * on the way is noted of an erased student too, whose status stays.
     */
    public void changeStatus(UUID id, Function<User, UserStatus> decision) {
        transactions.run(() -> users.lock(id).ifPresent(user -> {
            UserStatus status = decision.apply(user);
            save(user, user.wasErased() ? user : user.with(status));
        }));
    }

    Page<User> page(UserFilter filter, Paging paging) {
        return transactions.read(() -> users.page(filter, paging));
    }

    User create(CreateUserRequest request) {
        return add(request.user(), null).orElseThrow(() -> taken(request.role()));
    }

    User change(UUID id, ChangeUserRequest request, IfMatch ifMatch) {
        Role role = get(id).role();
        try {
            return transactions.write(() -> {
                if (role == Role.ADMIN && request.deactivates()) {
                    keepOneAdmin(id);
                }
                User before = users.lock(id).orElseThrow(UserService::missing);
                ifMatch.check(before.version());
                if (before.wasErased()) {
                    throw ApiException.conflict("USER_ERASED");
                }
                User after = request.over(before);
                guardians.check(before, after);
                return save(before, after);
            });
        } catch (DuplicateKeyException held) {
            throw taken(role);
        }
    }

    void deactivate(UUID id) {
        Role role = get(id).role();
        transactions.run(() -> {
            if (role == Role.ADMIN) {
                keepOneAdmin(id);
            }
            User user = users.lock(id).orElseThrow(UserService::missing);
            save(user, user.with(UserStatus.INACTIVE));
        });
    }

    User erase(UUID id) {
        return transactions.write(() -> {
            User user = users.lock(id).orElseThrow(UserService::missing);
            if (user.role() != Role.STUDENT) {
                throw ApiException.conflict("USER_NOT_STUDENT");
            }
            if (user.wasErased()) {
                return user;
            }
            User erased = users.update(user.erased());
            events.erased(erased);
            return erased;
        });
    }

    private User save(User before, User after) {
        if (after.equals(before)) {
            return before;
        }
        User saved = users.update(after);
        events.updated(saved);
        return saved;
    }

    private void keepOneAdmin(UUID leaving) {
        var active = users.lockActiveAdmins();
        if (active.size() == 1 && active.contains(leaving)) {
            throw ApiException.conflict("USER_LAST_ADMIN");
        }
    }

    private static ApiException missing() {
        return ApiException.notFound("USER_NOT_FOUND");
    }

    private static ApiException taken(Role role) {
        return ApiException.conflict(role == Role.STUDENT ? "USER_EXISTS" : "USER_EMAIL_TAKEN");
    }
}
