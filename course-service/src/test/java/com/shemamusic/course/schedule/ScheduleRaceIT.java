package com.shemamusic.course.schedule;

import static com.shemamusic.course.School.inDays;
import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.course.School;
import com.shemamusic.test.Api;
import com.shemamusic.test.Races;
import com.shemamusic.test.ServiceTest;
import com.shemamusic.test.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@ServiceTest("course")
class ScheduleRaceIT {

    private School school;
    private String course;

    @BeforeEach
    void arrange(Api api) {
        School.reset();
        school = new School(api);
        course = school.course("Gitar", "guitar", 2);
    }

    @Test
    void ofAHundredForTheSameSlotOfARoomOneWinsAndTheOthersAreToldWho() {
        String room = school.room("Studio 1", 4);
        List<String> instructors = IntStream.range(0, 100)
                .mapToObj(n -> school.instructor("I" + n))
                .toList();
        Instant start = inDays(3, 10);
        var answers =
                Races.run(100, n -> school.tryClass(course, instructors.get(n), room, start, start.plusSeconds(3600)));
        var won = answers.stream().filter(answer -> answer.status() == 201).toList();
        assertThat(won).hasSize(1);
        String winner = won.getFirst().at("/data/0/id").asText();
        answers.stream().filter(answer -> answer.status() != 201).forEach(lost -> {
            lost.assertError(409, "SCHEDULE_CONFLICT");
            assertThat(lost.at("/details/conflicts/0/schedule_id").asText()).isEqualTo(winner);
        });
    }

    @Test
    void twoHundredForOneRoomAndOneInstructorOverlapNowhere() {
        String room = school.room("Studio 1", 4);
        String budi = school.instructor("Budi");
        Instant start = inDays(3, 8);
        var answers = Races.run(200, n -> {
            Instant from = start.plusSeconds(n % 40 * 900L);
            return school.tryClass(course, budi, room, from, from.plusSeconds(3600));
        });
        assertThat(answers).allMatch(answer -> answer.status() == 201 || answer.status() == 409);
        assertThat(answers).anyMatch(answer -> answer.status() == 201);
        assertThat(overlaps()).isZero();
    }

    @Test
    void manyRoomsAndInstructorsAtOnceOverlapNowhere() {
        List<String> rooms =
                IntStream.range(0, 3).mapToObj(n -> school.room("R" + n, 4)).toList();
        List<String> instructors =
                IntStream.range(0, 3).mapToObj(n -> school.instructor("I" + n)).toList();
        Instant start = inDays(3, 8);
        var answers = Races.run(90, n -> {
            Instant from = start.plusSeconds(n % 5 * 1200L);
            return school.tryClass(course, instructors.get(n / 3 % 3), rooms.get(n % 3), from, from.plusSeconds(3600));
        });
        assertThat(answers).allMatch(answer -> answer.status() == 201 || answer.status() == 409);
        assertThat(overlaps()).isZero();
    }

    private static int overlaps() {
        return TestDatabase.admin().sql("""
                        select count(*) from shema.class_schedules a join shema.class_schedules b on a.id < b.id
                            and (a.room_id = b.room_id or a.instructor_id = b.instructor_id)
                            and tstzrange(a.starts_at, a.ends_at) && tstzrange(b.starts_at, b.ends_at)""").query(Integer.class).single();
    }
}
