package com.shemamusic.attendance.report;

import com.shemamusic.attendance.client.user.UserClient;
import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.openapi.Refuses;
import com.shemamusic.shared.security.AdminOnly;
import com.shemamusic.shared.security.InternalFrom;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class StudentController {

    record Export(List<StudentRepository.Held> attendance, List<StudentRepository.Corrected> attendanceCorrections) {}

    private final StudentRepository students;
    private final UserClient users;

    StudentController(StudentRepository students, UserClient users) {
        this.students = students;
        this.users = users;
    }

    @GetMapping("/api/attendance/students/{id}")
    @Refuses("404 STUDENT_NOT_FOUND")
    @AdminOnly
    StudentAttendance student(@PathVariable UUID id) {
        // Only somebody without a single class has to be asked about.
        if (!students.knows(id)
                && users.find(List.of(id)).values().stream().noneMatch(p -> p.id().equals(id) && p.isStudent())) {
            throw ApiException.notFound("STUDENT_NOT_FOUND");
        }
        return students.attendance(id);
    }

    @GetMapping("/internal/people/{id}/export")
    @InternalFrom("api-gateway")
    Export export(@PathVariable UUID id) {
        return new Export(students.everything(id), students.corrections(id));
    }
}
