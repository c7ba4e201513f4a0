package com.shemamusic.gateway.dashboard;

/** What the dashboard asks of the services: which field of which answer is shown as what. */
enum Question {
    STUDENTS("user-service", "/api/users/stats", "student_count", "total_students"),
    ENROLLMENTS("enrollment-service", "/api/enrollments/stats", "pending_count", "pending_enrollments"),
    BOOKINGS("enrollment-service", "/api/bookings/stats", "pending_count", "pending_bookings"),
    CHATS("chat-service", "/api/chat/stats", "active_count", "active_chats"),
    COURSES("course-service", "/api/courses/stats", "active_count", "total_courses"),
    CLASSES("course-service", "/api/schedules/stats", "upcoming_count", "upcoming_classes"),
    ATTENDANCE("attendance-service", "/api/attendance/stats", "attendance_rate_30d", "attendance_rate_30d"),
    PENDING_BOOKINGS("enrollment-service", "/api/bookings/pending?size=10", "data", "pending_bookings"),
    RECENT_ENROLLMENTS("enrollment-service", "/api/enrollments?size=10", "data", "recent_enrollments"),
    ACTIVE_SESSIONS("chat-service", "/api/chat/active-sessions?size=10", "data", "active_sessions");

    private final String service;
    private final String path;
    private final String field;
    private final String shownAs;

    Question(String service, String path, String field, String shownAs) {
        this.service = service;
        this.path = path;
        this.field = field;
        this.shownAs = shownAs;
    }

    String service() {
        return service;
    }

    String path() {
        return path;
    }

    String field() {
        return field;
    }

    String shownAs() {
        return shownAs;
    }

    /** Whether it is one of the figures rather than a list. */
    boolean isFigure() {
        return !field.equals("data");
    }
}
