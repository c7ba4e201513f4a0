package com.shemamusic.enrollment.enrollment;

import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.page.Page;
import com.shemamusic.shared.page.Paging;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Reads enrollments. */
@Service
public class Enrollments {

    private final EnrollmentReader reader;

    Enrollments(EnrollmentReader reader) {
        this.reader = reader;
    }

    /**
     * One enrollment.
     *
     * @throws ApiException 404 {@code ENROLLMENT_NOT_FOUND}
     */
    public Enrollment get(UUID id) {
        return find(id).orElseThrow(() -> ApiException.notFound("ENROLLMENT_NOT_FOUND"));
    }

    public Optional<Enrollment> find(UUID id) {
        return reader.findAll(List.of(id)).stream().findFirst();
    }

    /** Those of these that exist, in no order and without their history. */
    public List<Enrollment> all(List<UUID> ids) {
        return reader.rows(ids);
    }

    /** Enrollments that fit, newest first. */
    public Page<Enrollment> page(EnrollmentFilter filter, Paging paging) {
        return reader.page(filter, paging);
    }
}
