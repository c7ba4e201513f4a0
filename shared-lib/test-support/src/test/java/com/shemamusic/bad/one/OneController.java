package com.shemamusic.bad.one;

import com.shemamusic.bad.two.TwoRepository;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
public final class OneController {

    final TwoRepository repository;

    OneController(TwoRepository repository) {
        this.repository = repository;
    }

    @GetMapping("/open")
    String open() {
        return "";
    }
}
