package com.shemamusic.suite.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What rules 7 and 8 say about classes, holds, bookings and registers, without a database: each call is answered as the API has to. */
final class SeatModel {

    /** Slots begin half an hour apart and classes last an hour, so neighbours overlap and every second one does not. */
    static final int SLOTS = 6;

    private enum State {
        PENDING,
        CONFIRMED,
        REJECTED,
        EXPIRED
    }

    private static final class Lesson {
        private int slot;
        private boolean cancelled;
        private final SortedSet<Integer> students = new TreeSet<>();
    }

    private static final class Choice {
        private final int lesson;
        private final int slot;
        private boolean dropped;

        private Choice(int lesson, int slot) {
            this.lesson = lesson;
            this.slot = slot;
        }
    }

    private static final class Booking {
        private final int student;
        private final List<Choice> choices;
        private State state = State.PENDING;

        private Booking(int student, Choice first, Choice second) {
            this.student = student;
            this.choices = List.of(first, second);
        }
    }

    private final int seats;
    private final List<Lesson> lessons = new ArrayList<>();
    private final List<Booking> bookings = new ArrayList<>();

    SeatModel(int seats) {
        this.seats = seats;
    }

    int lessons() {
        return lessons.size();
    }

    int bookings() {
        return bookings.size();
    }

    boolean isPending(int booking) {
        return bookings.get(booking).state == State.PENDING;
    }

    int lesson(int booking, boolean second) {
        return bookings.get(booking).choices.get(second ? 1 : 0).lesson;
    }

    String schedule(int slot) {
        Lesson lesson = new Lesson();
        lesson.slot = slot;
        lessons.add(lesson);
        return "201";
    }

    String move(int number, int slot) {
        Lesson lesson = lessons.get(number);
        if (lesson.cancelled) {
            return "409 CLASS_CANCELLED";
        }
        lesson.slot = slot;
        dropChoices(number, slot);
        return "200";
    }

    String cancel(int number) {
        lessons.get(number).cancelled = true;
        dropChoices(number, -1);
        return "200";
    }

    String assign(int number, List<Integer> students) {
        Lesson lesson = lessons.get(number);
        if (lesson.cancelled) {
            return "409 CLASS_CANCELLED";
        }
        List<Integer> assigned = new ArrayList<>();
        Map<Integer, String> rejected = new TreeMap<>();
        for (int student : students) {
            if (lesson.students.contains(student)) {
                rejected.put(student, "ALREADY_ASSIGNED");
            } else if (isBusy(student, lesson)) {
                rejected.put(student, "STUDENT_TIME_CONFLICT");
            } else if (free(number) == 0) {
                rejected.put(student, "CLASS_FULL");
            } else {
                lesson.students.add(student);
                assigned.add(student);
            }
        }
        boolean noneFitted = assigned.isEmpty() && rejected.values().stream().allMatch("CLASS_FULL"::equals);
        return noneFitted ? "409 CLASS_FULL" : "200 " + assigned + " " + rejected;
    }

    String unassign(int number, int student) {
        return lessons.get(number).students.remove(student) ? "204" : "404 STUDENT_NOT_IN_CLASS";
    }

    String book(int student, int first, int second) {
        if (first == second) {
            return "400 SAME_SLOT";
        }
        if (bookings.stream().anyMatch(booking -> booking.student == student && booking.state == State.PENDING)) {
            return "409 BOOKING_ALREADY_PENDING";
        }
        Map<Integer, String> invalid = new TreeMap<>();
        for (int number : List.of(first, second)) {
            if (lessons.get(number).cancelled) {
                invalid.put(number, "cancelled");
            } else if (free(number) == 0) {
                invalid.put(number, "full");
            }
        }
        if (!invalid.isEmpty()) {
            return "409 BOOKING_INVALID_SLOTS " + invalid;
        }
        bookings.add(new Booking(student, choice(first), choice(second)));
        return "201";
    }

    String confirm(int number, boolean second) {
        Booking booking = bookings.get(number);
        if (booking.state != State.PENDING) {
            return refusal(booking);
        }
        Choice chosen = booking.choices.get(second ? 1 : 0);
        if (chosen.dropped) {
            return "400 SLOT_NOT_CHOSEN";
        }
        booking.state = State.CONFIRMED;
        lessons.get(chosen.lesson).students.add(booking.student);
        return "200";
    }

    String reject(int number) {
        Booking booking = bookings.get(number);
        if (booking.state != State.PENDING) {
            return refusal(booking);
        }
        booking.state = State.REJECTED;
        return "200";
    }

    void lapse(int number) {
        bookings.get(number).state = State.EXPIRED;
    }

    /** Where everything stands, in the words of {@link SeatLane#state}. */
    List<String> state() {
        List<String> lines = new ArrayList<>();
        for (int number = 0; number < lessons.size(); number++) {
            Lesson lesson = lessons.get(number);
            lines.add("class %d in slot %d cancelled %b: %d seats, taken by %s, register %s, held %d"
                    .formatted(
                            number,
                            lesson.slot,
                            lesson.cancelled,
                            seats,
                            lesson.students,
                            lesson.students,
                            held(number)));
        }
        for (int number = 0; number < bookings.size(); number++) {
            Booking booking = bookings.get(number);
            lines.add("booking %d %s%s"
                    .formatted(
                            number,
                            booking.state.name().toLowerCase(java.util.Locale.ROOT),
                            booking.state == State.PENDING
                                    ? " dropped " + booking.choices.get(0).dropped + " "
                                            + booking.choices.get(1).dropped
                                    : ""));
        }
        return lines;
    }

    private Choice choice(int number) {
        return new Choice(number, lessons.get(number).slot);
    }

    private static String refusal(Booking booking) {
        return booking.state == State.EXPIRED ? "409 BOOKING_EXPIRED" : "409 BOOKING_INVALID_STATE";
    }

    /** A choice and its hold last while its class is when it was; a booking without one is over. */
    private void dropChoices(int number, int slot) {
        for (Booking booking : bookings) {
            if (booking.state == State.PENDING) {
                booking.choices.forEach(choice -> choice.dropped |= choice.lesson == number && choice.slot != slot);
                if (booking.choices.stream().allMatch(choice -> choice.dropped)) {
                    booking.state = State.REJECTED;
                }
            }
        }
    }

    private boolean isBusy(int student, Lesson lesson) {
        return lessons.stream()
                .anyMatch(other -> other != lesson
                        && !other.cancelled
                        && other.students.contains(student)
                        && Math.abs(other.slot - lesson.slot) < 2);
    }

    private int held(int number) {
        return (int) bookings.stream()
                .filter(booking -> booking.state == State.PENDING)
                .flatMap(booking -> booking.choices.stream())
                .filter(choice -> choice.lesson == number && !choice.dropped)
                .count();
    }

    private int free(int number) {
        return Math.max(0, seats - lessons.get(number).students.size() - held(number));
    }
}
