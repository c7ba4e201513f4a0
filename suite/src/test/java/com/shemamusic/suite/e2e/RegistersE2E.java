package com.shemamusic.suite.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.shemamusic.test.Races;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Whatever happens to classes, seats, bookings and registers, in any order: every answer is the one the rules give, and the
 * tables of three services agree with each other and with a model (K5). Four such lives go on side by side.
 */
class RegistersE2E {

    static final int LIVES = 4;
    private static final int STEPS = Integer.getInteger("shema.registers.steps", 25);

    /** How often each kind of step was answered in which way: a machine that is only ever refused proves little. */
    static final Map<String, LongAdder> ANSWERS = new ConcurrentSkipListMap<>();

    private static List<SeatLane> lanes = List.of();

    private static synchronized List<SeatLane> lanes() {
        if (lanes.isEmpty()) {
            // Started here and not by the racing threads, which would all wait inside the start of a class.
            SharedSuite.suite();
            lanes = Races.run(LIVES, number -> new SeatLane(1 + number % 3));
        }
        return lanes;
    }

    @Provide
    static Arbitrary<List<List<SeatStep>>> lives() {
        return steps().list().ofSize(STEPS).list().ofSize(LIVES);
    }

    private static Arbitrary<SeatStep> steps() {
        Arbitrary<Integer> slot = Arbitraries.integers().between(0, SeatModel.SLOTS - 1);
        Arbitrary<Integer> lesson = Arbitraries.integers().between(0, SeatLane.LESSONS - 1);
        Arbitrary<Integer> student = Arbitraries.integers().between(0, SeatLane.STUDENTS - 1);
        // The last one most often: those before it are over sooner or later.
        Arbitrary<Integer> booking = Arbitraries.integers().between(0, 5);
        return Arbitraries.frequencyOf(
                Tuple.of(3, slot.map(SeatStep.Schedule::new)),
                Tuple.of(2, Combinators.combine(lesson, slot).as(SeatStep.Move::new)),
                Tuple.of(1, lesson.map(SeatStep.Cancel::new)),
                Tuple.of(
                        5,
                        Combinators.combine(
                                        lesson,
                                        student.list()
                                                .ofMinSize(1)
                                                .ofMaxSize(SeatLane.STUDENTS)
                                                .uniqueElements())
                                .as(SeatStep.Assign::new)),
                Tuple.of(3, Combinators.combine(lesson, student).as(SeatStep.Unassign::new)),
                Tuple.of(5, Combinators.combine(student, lesson, lesson).as(SeatStep.Book::new)),
                Tuple.of(
                        3,
                        Combinators.combine(booking, Arbitraries.of(true, false))
                                .as(SeatStep.Confirm::new)),
                Tuple.of(1, booking.map(SeatStep.Reject::new)),
                Tuple.of(1, booking.map(SeatStep.Lapse::new)));
    }

    @Property
    void seatsBookingsAndRegistersAreWhatTheRulesMakeThem(@ForAll("lives") List<List<SeatStep>> lives) {
        List<SeatLane> ready = lanes();
        Races.run(LIVES, number -> {
            new Life(ready.get(number)).live(lives.get(number));
            return true;
        });
    }

    /** One run of steps against the model and the suite. */
    private static final class Life {

        private final SeatLane lane;
        private final SeatModel model;

        private Life(SeatLane lane) {
            this.lane = lane;
            this.model = new SeatModel(lane.seats);
        }

        private void live(List<SeatStep> steps) {
            lane.begin();
            try {
                for (SeatStep step : steps) {
                    take(step);
                }
            } finally {
                for (int lesson = 0; lesson < lane.lessons(); lesson++) {
                    lane.cancel(lesson);
                }
                lane.settle();
            }
        }

        private void take(SeatStep step) {
            switch (step) {
                case SeatStep.Schedule s
                when model.lessons() < SeatLane.LESSONS ->
                    check(step, model.schedule(s.slot()), lane.schedule(s.slot()));
                case SeatStep.Lapse s when model.bookings() > 0 -> lapse(latest(s.booking()));
                case SeatStep.Confirm s
                when model.bookings() > 0 -> {
                    int booking = latest(s.booking());
                    int lesson = model.lesson(booking, s.second());
                    check(step, model.confirm(booking, s.second()), lane.confirm(booking, lesson));
                }
                case SeatStep.Reject s
                when model.bookings() > 0 -> {
                    int booking = latest(s.booking());
                    check(step, model.reject(booking), lane.reject(booking));
                }
                default -> {
                    if (model.lessons() > 0) {
                        takeInLesson(step);
                    }
                }
            }
        }

        private void takeInLesson(SeatStep step) {
            switch (step) {
                case SeatStep.Move s ->
                    check(step, model.move(lesson(s.lesson()), s.slot()), lane.move(lesson(s.lesson()), s.slot()));
                case SeatStep.Cancel s ->
                    check(step, model.cancel(lesson(s.lesson())), lane.cancel(lesson(s.lesson())));
                case SeatStep.Assign s ->
                    check(
                            step,
                            model.assign(lesson(s.lesson()), s.students()),
                            lane.assign(lesson(s.lesson()), s.students()));
                case SeatStep.Unassign s ->
                    check(
                            step,
                            model.unassign(lesson(s.lesson()), s.student()),
                            lane.unassign(lesson(s.lesson()), s.student()));
                case SeatStep.Book s ->
                    check(
                            step,
                            model.book(s.student(), lesson(s.first()), lesson(s.second())),
                            lane.book(s.student(), lesson(s.first()), lesson(s.second())));
                default -> {}
            }
        }

        /** No waiting: expiry counts at once, whether the sweeper has come by or not. */
        private void lapse(int booking) {
            if (model.isPending(booking)) {
                model.lapse(booking);
                lane.lapse(booking);
            }
        }

        private void check(SeatStep step, String expected, String actual) {
            assertThat(actual).as("%s", step).isEqualTo(expected);
            String kind = step.getClass().getSimpleName() + " " + actual.replaceAll("(?<!^)[\\[{].*", "");
            ANSWERS.computeIfAbsent(kind.strip(), none -> new LongAdder()).increment();
            lane.settle();
            assertThat(lane.state()).as("after %s", step).isEqualTo(model.state());
        }

        private int lesson(int number) {
            return number % model.lessons();
        }

        private int latest(int back) {
            return Math.max(0, model.bookings() - 1 - back);
        }
    }
}
