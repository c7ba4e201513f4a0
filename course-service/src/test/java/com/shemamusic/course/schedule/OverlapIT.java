package com.shemamusic.course.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.course.School;
import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
import com.shemamusic.test.ServiceTest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneId;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What overlaps and what does not, for a room and for an instructor, in a school whose clocks are changed. */
@ServiceTest(value = "course", properties = "SCHOOL_TIME_ZONE=Europe/Berlin")
class OverlapIT {

    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    /** When the standing class of an hour begins. */
    enum Standing {
        ON_AN_ORDINARY_MORNING(day -> day.atTime(10, 0).atZone(ZONE).toInstant()),
        ACROSS_MIDNIGHT(day -> day.atTime(23, 30).atZone(ZONE).toInstant()),
        /** From 02:30 summer time to 02:30 winter time. */
        WHILE_CLOCKS_GO_BACK(day -> change(Month.OCTOBER).minusSeconds(1800)),
        /** From 02:00 to 03:00 winter time: the hour before had the same local times. */
        IN_THE_REPEATED_HOUR(day -> change(Month.OCTOBER)),
        /** From 01:30 winter time to 03:30 summer time. */
        WHILE_CLOCKS_GO_FORWARD(day -> change(Month.MARCH).minusSeconds(1800));

        private final Function<LocalDate, Instant> start;

        Standing(Function<LocalDate, Instant> start) {
            this.start = start;
        }

        private Instant start() {
            return start.apply(LocalDate.now(ZONE).plusDays(9));
        }

        /** The next change of the clocks in a spring or an autumn. */
        private static Instant change(Month month) {
            var rules = ZONE.getRules();
            var next = rules.nextTransition(Instant.now().plusSeconds(86_400));
            while (next.getDateTimeBefore().getMonth() != month) {
                next = rules.nextTransition(next.getInstant());
            }
            return next.getInstant();
        }
    }

    private Api admin;
    private School school;
    private String course;

    @BeforeEach
    void arrange(Api api) {
        School.reset();
        admin = api.asAdmin();
        school = new School(api);
        course = school.course("Gitar Pemula", "guitar", 2);
    }

    /** Minutes are counted from the start of the standing class, which lasts 60. */
    @ParameterizedTest
    @CsvSource({
        "same start and shorter, 0, 30, false",
        "the same, 0, 60, false",
        "same start and longer, 0, 90, false",
        "same end, 30, 60, false",
        "inside, 15, 45, false",
        "spanning, -30, 90, false",
        "into its start, -30, 1, false",
        "out of its end, 59, 120, false",
        "across midnight into it, -700, 5, false",
        "touching before, -60, 0, true",
        "touching after, 60, 120, true",
        "across midnight before it, -700, -10, true",
    })
    void anOverlapIsRefusedForTheRoomAndForTheInstructorUntilTheClassIsCancelled(
            String what, int from, int to, boolean fits) {
        for (Standing standing : Standing.values()) {
            String room = room();
            String budi = school.instructor("Budi");
            Instant start = standing.start();
            String id = school.lesson(course, budi, room, start);
            Instant begin = start.plusSeconds(from * 60L);
            Instant end = start.plusSeconds(to * 60L);
            ApiResponse sameRoom = school.tryClass(course, school.instructor("Siti"), room, begin, end);
            ApiResponse sameInstructor = school.tryClass(course, budi, room(), begin, end);
            if (fits) {
                sameRoom.assertStatus(201);
                sameInstructor.assertStatus(201);
            } else {
                assertConflict(sameRoom, "room", id, start);
                assertConflict(sameInstructor, "instructor", id, start);
                admin.post("/api/schedules/" + id + "/cancel", "{\"reason\": \"sakit\"}")
                        .assertStatus(200);
                school.tryClass(course, budi, room, begin, end).assertStatus(201);
            }
        }
    }

    private static void assertConflict(ApiResponse refused, String kind, String id, Instant start) {
        refused.assertError(409, "SCHEDULE_CONFLICT");
        assertThat(refused.at("/details/conflicts").toString())
                .isEqualTo("[{\"kind\":\"%s\",\"schedule_id\":\"%s\",\"starts_at\":\"%s\",\"ends_at\":\"%s\"}]"
                        .formatted(kind, id, start, start.plusSeconds(3600)));
    }

    private String room() {
        return school.room("Studio " + UUID.randomUUID(), 4);
    }
}
