package com.shemamusic.chat.office;

import com.shemamusic.shared.security.AdminOnly;
import com.shemamusic.shared.security.PublicAccess;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The office hours, for everyone to read and admins to set. */
@RestController
@RequestMapping("/api/chat/office-hours")
class OfficeController {

    private final OfficeService office;

    OfficeController(OfficeService office) {
        this.office = office;
    }

    @GetMapping
    @PublicAccess
    OfficeHours get() {
        return office.get();
    }

    @PutMapping
    @AdminOnly
    OfficeHours replace(@RequestBody OfficeHours week) {
        return office.replace(week);
    }
}
