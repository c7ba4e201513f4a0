package com.shemamusic.chat.canned;

import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.id.Ids;
import com.shemamusic.shared.openapi.Answers;
import com.shemamusic.shared.openapi.Refuses;
import com.shemamusic.shared.page.Page;
import com.shemamusic.shared.page.Paging;
import com.shemamusic.shared.security.AdminOnly;
import java.net.URI;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Canned replies, for admins. */
@RestController
@RequestMapping("/api/chat/canned-replies")
@AdminOnly
class CannedReplyController {

    private final CannedReplyRepository replies;

    CannedReplyController(CannedReplyRepository replies) {
        this.replies = replies;
    }

    @GetMapping
    Page<CannedReply> page(Paging paging) {
        return replies.page(paging);
    }

    @PostMapping
    @Answers(status = 201)
    @Refuses("409 CANNED_REPLY_SHORTCUT_TAKEN")
    ResponseEntity<CannedReply> create(@RequestBody CreateCannedReplyRequest request) {
        CannedReply reply = replies.insert(Ids.next(), request.shortcut(), request.text())
                .orElseThrow(() -> ApiException.conflict("CANNED_REPLY_SHORTCUT_TAKEN"));
        return ResponseEntity.created(URI.create("/api/chat/canned-replies/" + reply.id()))
                .body(reply);
    }

    @DeleteMapping("/{id}")
    @Refuses("404 CANNED_REPLY_NOT_FOUND")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id) {
        if (!replies.delete(id)) {
            throw ApiException.notFound("CANNED_REPLY_NOT_FOUND");
        }
    }
}
