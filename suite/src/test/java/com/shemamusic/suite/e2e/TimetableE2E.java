package com.shemamusic.suite.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.suite.e2e.Competition.Lecture;
import com.shemamusic.test.ApiResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A real timetable nobody here made up, as weekly series through the API; a whole term of it is a bench. */
class TimetableE2E {

    private static final int WEEKS = 3;

    @Test
    void holdsEveryLectureOfEveryWeekAndRefusesEveryDoubleBooking() {
        Term term = new Term(WEEKS);
        term.open();
        term.lectures()
                .forEach(lecture -> assertThat(
                                term.place(lecture).assertStatus(201).at("/data"))
                        .hasSize(WEEKS));
        String spareRoom = School.room(500);
        String spareTeacher = School.instructor();
        for (int i = 0; i < term.lectures().size(); i++) {
            Lecture lecture = term.lectures().get(i);
            int week = i % WEEKS;
            String standing = term.classOf(lecture, week);
            refused(term.tryAgain(lecture, week, term.room(lecture), spareTeacher), "room", standing);
            refused(term.tryAgain(lecture, week, spareRoom, term.teacher(lecture)), "instructor", standing);
        }
        for (int week = 0; week < WEEKS; week++) {
            List<Term.Held> shown = term.shown(week);
            assertThat(shown).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(term.expected(week));
        }
    }

    private static void refused(ApiResponse answer, String kind, String standing) {
        answer.assertError(409, "SCHEDULE_CONFLICT");
        assertThat(answer.at("/details/conflicts/0/kind").asText()).isEqualTo(kind);
        assertThat(answer.at("/details/conflicts/0/schedule_id").asText()).isEqualTo(standing);
    }
}
