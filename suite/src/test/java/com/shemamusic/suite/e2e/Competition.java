package com.shemamusic.suite.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A published real timetable (International Timetabling Competition 2007, track 3, instance comp02): the courses,
 * teachers and rooms of a term at the University of Udine, and a simple placement of its lectures.
 */
record Competition(List<Course> courses, List<Room> rooms, int days, int periods, List<Set<String>> curricula) {

    record Course(String name, String teacher, int lectures, int students) {}

    record Room(String name, int seats) {}

    record Lecture(Course course, Room room, int day, int period) {}

    static Competition read() {
        try (InputStream file = Competition.class.getResourceAsStream("/comp02.ctt")) {
            List<String> lines = new String(file.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .toList();
            return new Competition(
                    section(lines, "COURSES:").stream()
                            .map(f -> new Course(f[0], f[1], Integer.parseInt(f[2]), Integer.parseInt(f[3])))
                            .toList(),
                    section(lines, "ROOMS:").stream()
                            .map(f -> new Room(f[0], Integer.parseInt(f[1])))
                            .toList(),
                    header(lines, "Days:"),
                    header(lines, "Periods_per_day:"),
                    section(lines, "CURRICULA:").stream()
                            .map(f -> Set.of(java.util.Arrays.copyOfRange(f, 2, f.length)))
                            .toList());
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    /** Largest courses first, each lecture in the smallest free room that fits at the first hour its teacher is free. */
    List<Lecture> place() {
        Set<String> used = new HashSet<>();
        List<Lecture> placed = new ArrayList<>();
        List<Course> largestFirst = courses.stream()
                .sorted(Comparator.comparingInt(Course::students).reversed())
                .toList();
        for (Course course : largestFirst) {
            Map<Integer, Integer> perDay = new HashMap<>();
            for (int i = 0; i < course.lectures(); i++) {
                placed.add(placeOne(course, used, perDay));
            }
        }
        return placed;
    }

    private Lecture placeOne(Course course, Set<String> used, Map<Integer, Integer> perDay) {
        List<Integer> calmDaysFirst = java.util.stream.IntStream.range(0, days)
                .boxed()
                .sorted(Comparator.comparingInt(day -> perDay.getOrDefault(day, 0)))
                .toList();
        for (int day : calmDaysFirst) {
            for (int period = 0; period < periods; period++) {
                String hour = "@" + day + "." + period;
                if (used.contains(course.teacher() + hour)) {
                    continue;
                }
                for (Room room : fitting(course)) {
                    if (used.add(room.name() + hour)) {
                        used.add(course.teacher() + hour);
                        perDay.merge(day, 1, Integer::sum);
                        return new Lecture(course, room, day, period);
                    }
                }
            }
        }
        throw new IllegalStateException("no place for " + course);
    }

    /** Rooms with enough seats, the smallest first; the largest ones where no room has enough. */
    private List<Room> fitting(Course course) {
        int largest = rooms.stream().mapToInt(Room::seats).max().orElseThrow();
        int needed = Math.min(course.students(), largest);
        return rooms.stream()
                .filter(room -> room.seats() >= needed)
                .sorted(Comparator.comparingInt(Room::seats))
                .toList();
    }

    private static List<String[]> section(List<String> lines, String title) {
        return lines.stream()
                .dropWhile(line -> !line.startsWith(title))
                .skip(1)
                .takeWhile(line -> !line.isBlank())
                .map(line -> line.trim().split("\\s+"))
                .toList();
    }

    private static int header(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> Integer.parseInt(line.substring(name.length()).trim()))
                .findFirst()
                .orElseThrow();
    }
}
