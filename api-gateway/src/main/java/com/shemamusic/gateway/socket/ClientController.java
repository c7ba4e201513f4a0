package com.shemamusic.gateway.socket;

import com.shemamusic.shared.security.PublicAccess;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The chat's reference client, and a page to try it on. */
@RestController
@PublicAccess
final class ClientController {

    private static final MediaType SCRIPT = MediaType.valueOf("text/javascript;charset=UTF-8");

    @GetMapping("/docs/chat")
    ResponseEntity<Resource> page() {
        return answer("demo.html", MediaType.TEXT_HTML);
    }

    @GetMapping("/docs/chat/demo.js")
    ResponseEntity<Resource> script() {
        return answer("demo.js", SCRIPT);
    }

    @GetMapping("/docs/chat/client.js")
    ResponseEntity<Resource> client() {
        return answer("client.js", SCRIPT);
    }

    private static ResponseEntity<Resource> answer(String file, MediaType type) {
        return ResponseEntity.ok()
                .contentType(type)
                .cacheControl(CacheControl.noCache())
                .body(new ClassPathResource("chat/" + file));
    }
}
