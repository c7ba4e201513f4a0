package com.shemamusic.enrollment.notification;

import com.shemamusic.shared.openapi.Refuses;
import com.shemamusic.shared.page.Page;
import com.shemamusic.shared.page.Paging;
import com.shemamusic.shared.security.AdminOnly;
import com.shemamusic.shared.validation.Query;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@AdminOnly
@RequestMapping("/api/notifications")
class NotificationController {

    record NotificationFilter(
            @Nullable @Pattern(regexp = "waiting|sent|failed")
            String status,

            @Nullable @Size(max = 254) String recipient) {}

    private final NotificationRepository notifications;

    NotificationController(NotificationRepository notifications) {
        this.notifications = notifications;
    }

    @GetMapping
    Page<Notification> list(@Query NotificationFilter filter, Paging paging) {
        return notifications.page(filter.status(), filter.recipient(), paging);
    }

    @PostMapping("/{id}/retry")
    @Refuses({"404 NOTIFICATION_NOT_FOUND", "409 NOTIFICATION_ALREADY_SENT"})
    Notification retry(@PathVariable UUID id) {
        return notifications.retry(id);
    }
}
