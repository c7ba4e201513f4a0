package com.shemamusic.attendance.roster;

import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.attendance.AttendanceTest;
import com.shemamusic.attendance.Neighbours;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class RosterUpkeepIT extends AttendanceTest {

    @Autowired
    private RosterUpkeep upkeep;

    @Test
    void reportsClassesWhoseSeatsAndRegisterDifferAndMendsNothing() {
        UUID same = classAt(hoursFromNow(24), 2);
        UUID other = classAt(hoursFromNow(30), 2);
        classAt(hoursFromNow(-30), 2);
        Neighbours.classes(
                Neighbours.schedule(same, course, hoursFromNow(24), 2, "available", 1),
                Neighbours.schedule(other, course, hoursFromNow(30), 2, "available", 1));
        assertThat(upkeep.compare()).isZero();
        sitIn(other, 1);
        assertThat(upkeep.compare()).isEqualTo(1);
        assertThat(count("class_rosters where students = 1")).isEqualTo(1);
        assertThat(Neighbours.taken(other)).isZero();
    }
}
