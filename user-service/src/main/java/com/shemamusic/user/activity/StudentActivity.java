package com.shemamusic.user.activity;

import com.shemamusic.user.person.User;
import com.shemamusic.user.person.UserStatus;
import com.shemamusic.user.profile.UserService;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;

/**
 * A student's status: {@code pending} until the first approval, {@code active} while an enrollment is, and {@code inactive} after
 * the last one ended, until the next approval. Only beginnings and ends change it, so what an admin set by hand stays in between.
 */
@Service
public class StudentActivity {

    private final ActivityRepository enrollments;
    private final UserService users;

    StudentActivity(ActivityRepository enrollments, UserService users) {
        this.enrollments = enrollments;
        this.users = users;
    }

    /** The enrollments heard of. */
    public List<StudentEnrollment> of(UUID student) {
        return enrollments.of(student);
    }

    /** Takes in news of an enrollment; the student's row is locked meanwhile, so that two at once count each other. */
    void hear(UUID student, StudentEnrollment heard, boolean provesApproval) {
        users.changeStatus(student, user -> {
            boolean wasActive = anyActive(student);
            boolean isNews = enrollments.note(student, heard);
            return status(user, wasActive, anyActive(student), isNews && heard.isActive(), provesApproval);
        });
    }

    private static UserStatus status(
            User user, boolean wasActive, boolean isActive, boolean approval, boolean provesApproval) {
        if (isActive) {
            return approval || !wasActive ? UserStatus.ACTIVE : user.status();
        }
        // Approved and ended before we heard of the approval: no longer pending, although never seen active.
        boolean ended = wasActive && user.status() == UserStatus.ACTIVE;
        boolean overtaken = provesApproval && user.status() == UserStatus.PENDING;
        return ended || overtaken ? UserStatus.INACTIVE : user.status();
    }

    private boolean anyActive(UUID student) {
        return enrollments.of(student).stream().anyMatch(StudentEnrollment::isActive);
    }
}
