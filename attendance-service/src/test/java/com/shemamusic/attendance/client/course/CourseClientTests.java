package com.shemamusic.attendance.client.course;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.shemamusic.attendance.Neighbours;
import com.shemamusic.shared.client.PeerRejectedException;
import com.shemamusic.shared.client.PeerUnavailableException;
import com.shemamusic.shared.error.ErrorBodies;
import com.shemamusic.shared.web.RequestContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a 404, another refusal and an outage of course-service come to: three different things. */
class CourseClientTests {

    private final UUID id = UUID.randomUUID();
    private CourseClient courses;

    @BeforeEach
    void fresh() {
        Neighbours.reset();
        courses = new CourseClient(Neighbours.peers());
    }

    private static void answer(ResponseDefinitionBuilder answer) {
        Neighbours.server().stubFor(any(anyUrl()).willReturn(answer));
    }

    private static ResponseDefinitionBuilder refusal(int status, String code) {
        return jsonResponse("{\"code\": \"" + code + "\", \"details\": {}}", status);
    }

    @Test
    void aMissingClassIsAnAnswer() {
        answer(refusal(404, "SCHEDULE_NOT_FOUND"));
        assertThat(courses.find(id)).isEmpty();
        assertThat(courses.following(id)).isEmpty();
        assertThat(courses.takeSeat(id, id)).isEqualTo(SeatAnswer.NO_SUCH_CLASS);
        courses.freeSeat(id, id, true);
        assertThat(courses.findAll(List.of())).isEmpty();
    }

    @Test
    void aRefusalOfASeatIsAnAnswerAndAnyOtherARejection() {
        answer(refusal(409, "CLASS_FULL"));
        assertThat(courses.takeSeat(id, id)).isEqualTo(SeatAnswer.FULL);
        answer(refusal(409, "CLASS_CANCELLED"));
        assertThat(courses.takeSeat(id, id)).isEqualTo(SeatAnswer.CANCELLED);
        answer(jsonResponse("{\"changed\": false}", 200));
        assertThat(courses.takeSeat(id, id)).isEqualTo(SeatAnswer.HAD_IT);
        answer(jsonResponse("{\"changed\": true}", 200));
        assertThat(courses.takeSeat(id, id)).isEqualTo(SeatAnswer.TAKEN);
        answer(refusal(403, "AUTH_FORBIDDEN"));
        assertThatThrownBy(() -> courses.takeSeat(id, id)).isInstanceOf(PeerRejectedException.class);
        assertThatThrownBy(() -> courses.freeSeat(id, id, true)).isInstanceOf(PeerRejectedException.class);
        assertThatThrownBy(() -> courses.find(id)).isInstanceOf(PeerRejectedException.class);
    }

    @Test
    void everyWishForASeatHasItsAnswer() {
        UUID other = UUID.randomUUID();
        Neighbours.answerSeats(other, "full");
        assertThat(courses.takeSeats(List.of(new StudentSeat(id, id), new StudentSeat(other, id))))
                .containsOnly(
                        Map.entry(new StudentSeat(id, id), SeatAnswer.TAKEN),
                        Map.entry(new StudentSeat(other, id), SeatAnswer.FULL));
        Neighbours.seats(id, other);
        assertThat(courses.seats(List.of(id))).containsExactly(new StudentSeat(id, other));
        List<StudentSeat> many = Stream.generate(() -> new StudentSeat(id, UUID.randomUUID()))
                .limit(1_001)
                .toList();
        assertThat(courses.takeSeats(many)).hasSize(1_001);
        answer(refusal(403, "AUTH_FORBIDDEN"));
        assertThatThrownBy(() -> courses.takeSeats(many)).isInstanceOf(PeerRejectedException.class);
        answer(refusal(500, "INTERNAL_ERROR"));
        assertThatThrownBy(() -> courses.takeSeats(many)).isInstanceOf(PeerUnavailableException.class);
    }

    @Test
    void anOutageIsNeitherANoNorAnEmptyAnswer() {
        answer(refusal(500, "INTERNAL_ERROR"));
        assertThatThrownBy(() -> courses.find(id)).isInstanceOf(PeerUnavailableException.class);
        assertThatThrownBy(() -> courses.takeSeat(id, id)).isInstanceOf(PeerUnavailableException.class);
    }

    @Test
    void aPeerThatHangsIsLeftWhenTheRequestsTimeIsUp() throws Exception {
        answer(jsonResponse("{}", 200).withFixedDelay(10_000));
        RequestContext context = RequestContext.of(null, ErrorBodies.DEFAULT_LANGUAGE, null, Duration.ofMillis(300));
        context.call(() -> {
            assertThatThrownBy(() -> courses.find(id))
                    .isInstanceOfSatisfying(
                            PeerUnavailableException.class,
                            late -> assertThat(late.code()).isEqualTo("SERVICE_TIMEOUT"));
            return true;
        });
    }
}
