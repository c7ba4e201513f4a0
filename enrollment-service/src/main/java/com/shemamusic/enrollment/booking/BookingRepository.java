package com.shemamusic.enrollment.booking;

import com.shemamusic.enrollment.client.course.HeldSlot;
import com.shemamusic.enrollment.client.course.Placement;
import com.shemamusic.enrollment.idempotency.KeyedRequest;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class BookingRepository {

    private static final String STEP = " step_until = clock_timestamp() + :step * interval '1 millisecond' ";
    private final JdbcClient jdbc;

    BookingRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The booking this request began, if it stands without an answer. */
    Optional<BookingRow> begun(KeyedRequest request) {
        return jdbc.sql("select " + BookingRow.COLUMNS
                        + " from bookings b where idempotency_key = :key and status = 'requested' for update")
                .param("key", request.key())
                .query((rs, n) -> BookingRow.of(rs))
                .optional();
    }

    /** False when the enrollment has a pending booking. */
    boolean insert(
            UUID id, UUID enrollmentId, CreateBookingRequest form, KeyedRequest request, BookingProperties times) {
        return jdbc.sql("""
                        insert into bookings (id, enrollment_id, course_id, first_slot_id, second_slot_id, idempotency_key,
                            request_hash, step_until, created_at, expires_at)
                        values (:id, :enrollmentId, :courseId, :first, :second, :key, :hash,
                            clock_timestamp() + :step * interval '1 millisecond', now(),
                            now() + :hold * interval '1 millisecond')
                        on conflict (enrollment_id) where status in ('requested', 'pending') do nothing
                        """)
                        .param("id", id)
                        .param("enrollmentId", enrollmentId)
                        .param("courseId", form.courseId())
                        .param("first", form.firstChoiceSlotId())
                        .param("second", form.secondChoiceSlotId())
                        .param("key", request.key())
                        .param("hash", request.hash())
                        .param("step", times.step().toMillis())
                        .param("hold", times.hold().toMillis())
                        .update()
                == 1;
    }

    Optional<BookingRow> lock(UUID id) {
        return jdbc.sql("select " + BookingRow.COLUMNS
                        + " from bookings b where id = :id and status not in ('requested', 'abandoned') for update")
                .param("id", id)
                .query((rs, n) -> BookingRow.of(rs))
                .optional();
    }

    Optional<BookingRow> lockRequested(UUID id) {
        return jdbc.sql("select " + BookingRow.COLUMNS
                        + " from bookings b where id = :id and status = 'requested' for update")
                .param("id", id)
                .query((rs, n) -> BookingRow.of(rs))
                .optional();
    }

    void renewStep(UUID id, Duration step) {
        jdbc.sql("update bookings set" + STEP + "where id = :id")
                .param("step", step.toMillis())
                .param("id", id)
                .update();
    }

    void held(UUID id, HeldSlot first, HeldSlot second) {
        jdbc.sql("""
                update bookings set status = 'pending', first_starts_at = :firstStarts, first_ends_at = :firstEnds,
                    second_starts_at = :secondStarts, second_ends_at = :secondEnds,
                    first_class_version = :firstVersion, second_class_version = :secondVersion
                where id = :id
                """)
                .param("firstStarts", time(first.startsAt()))
                .param("firstEnds", time(first.endsAt()))
                .param("secondStarts", time(second.startsAt()))
                .param("secondEnds", time(second.endsAt()))
                .param("firstVersion", first.version())
                .param("secondVersion", second.version())
                .param("id", id)
                .update();
    }

    /** Something may be held for a booking that never came about: it is forgotten after the release. */
    void abandon(UUID id) {
        jdbc.sql("""
                update bookings set status = 'abandoned', release_due = true, step_until = now()
                where id = :id and status = 'requested'
                """).param("id", id).update();
    }

    void beginConfirmation(UUID id, UUID slotId, String scope, Duration step) {
        jdbc.sql("update bookings set confirm_slot_id = :slotId, confirm_scope = :scope," + STEP + "where id = :id")
                .param("slotId", slotId)
                .param("scope", scope)
                .param("step", step.toMillis())
                .param("id", id)
                .update();
    }

    /** Empty when another confirmation has begun since. */
    Optional<BookingRow> undoConfirmation(UUID id, UUID slotId) {
        return jdbc.sql("""
                        update bookings b set confirm_slot_id = null, confirm_scope = null
                        where id = :id and status = 'pending' and confirm_slot_id = :slotId returning %s
                        """.formatted(BookingRow.COLUMNS))
                .param("id", id)
                .param("slotId", slotId)
                .query((rs, n) -> BookingRow.of(rs))
                .optional();
    }

    /** A class that course-service says is cancelled or moved is no choice any more; its event may have come already. */
    void drop(UUID id, UUID slotId) {
        jdbc.sql("""
                update bookings set first_dropped = first_dropped or first_slot_id = :slotId,
                    second_dropped = second_dropped or second_slot_id = :slotId, version = version + 1
                where id = :id and status = 'pending'
                  and (first_slot_id = :slotId and not first_dropped or second_slot_id = :slotId and not second_dropped)
                """).param("slotId", slotId).param("id", id).update();
    }

    /** A class changed while its seat was being held: the hold is asked for again, which tells when the class is now. */
    void askAgain(UUID id) {
        jdbc.sql("""
                update bookings set first_dropped = false, second_dropped = false where id = :id and status = 'requested'
                """).param("id", id).update();
    }

    /**
     * Ends a pending booking; empty when it had ended before, or when another confirmation runs.
     *
     * @param confirming the class whose confirmation it ends with, null where none runs
     */
    Optional<BookingRow> end(UUID id, String status, @Nullable String reason, @Nullable UUID confirming) {
        return jdbc.sql("""
                        update bookings b set status = :status, reason = :reason, release_due = true, step_until = now(),
                            confirm_slot_id = null, version = version + 1
                        where id = :id and status = 'pending' and confirm_slot_id is not distinct from cast(:confirming as uuid)
                        returning %s
                        """.formatted(BookingRow.COLUMNS))
                .param("status", status)
                .param("reason", reason)
                .param("confirming", confirming)
                .param("id", id)
                .query((rs, n) -> BookingRow.of(rs))
                .optional();
    }

    Optional<BookingRow> confirmed(UUID id, UUID slotId, Placement placement) {
        return jdbc.sql("""
                        update bookings b set status = 'confirmed', confirmed_slot_id = :slotId, placed_slot_ids = :placed,
                            full_slot_ids = :full, version = version + 1
                        where id = :id and status = 'pending' and confirm_slot_id = :slotId returning %s
                        """.formatted(BookingRow.COLUMNS))
                .param("slotId", slotId)
                .param("placed", placement.placed().toArray(UUID[]::new))
                .param("full", placement.full().toArray(UUID[]::new))
                .param("id", id)
                .query((rs, n) -> BookingRow.of(rs))
                .optional();
    }

    private static Timestamp time(Instant instant) {
        return Timestamp.from(instant);
    }
}
