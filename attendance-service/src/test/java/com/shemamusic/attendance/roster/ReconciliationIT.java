package com.shemamusic.attendance.roster;

import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.attendance.AttendanceTest;
import com.shemamusic.attendance.Neighbours;
import com.shemamusic.shared.id.Ids;
import com.shemamusic.test.TestRedis;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ReconciliationIT extends AttendanceTest {

    @Autowired
    private Reconciliation reconciliation;

    @Autowired
    private MeterRegistry metrics;

    @Test
    void reportsEverySeatWithoutItsRowAndEveryRowWithoutItsSeatAndMendsNothing() {
        UUID same = classAt(hoursFromNow(24), 2);
        UUID other = classAt(hoursFromNow(30), 2);
        UUID past = classAt(hoursFromNow(-30), 2);
        UUID ani = sitIn(same, 1).getFirst();
        UUID budi = sitIn(other, 1).getFirst();
        sitIn(past, 1);
        Neighbours.seats(same, ani, other, budi);
        assertThat(reconciliation.compare()).isZero();
        UUID stranger = Ids.next();
        Neighbours.seats(same, ani, other, stranger);
        assertThat(reconciliation.compare()).as("as many, but not the same").isEqualTo(2);
        assertThat(differences()).isEqualTo(2);
        assertThat(count("class_rosters where students = 1")).isEqualTo(3);
        assertThat(Neighbours.taken(other) + Neighbours.ensured(other) + Neighbours.freed(other))
                .isZero();
        DB.sql("insert into placements values (:schedule, :student, now() + interval '1 hour')")
                .param("schedule", other)
                .param("student", stranger)
                .update();
        assertThat(reconciliation.compare()).as("one of them is under way").isEqualTo(1);
    }

    @Test
    void whatWasFoundIsForgottenWhenTheNextNightsComparisonIsAnotherReplicas() {
        sitIn(classAt(hoursFromNow(24), 2), 1);
        Neighbours.seats();
        TestRedis.commands().del("job:attendance-service:reconciliation");
        reconciliation.nightly();
        assertThat(differences()).isEqualTo(1);
        // The job has been run for this night, as if by another replica.
        reconciliation.nightly();
        assertThat(differences()).isZero();
    }

    private double differences() {
        return metrics.get("shema.reconciliation.differences").gauge().value();
    }
}
