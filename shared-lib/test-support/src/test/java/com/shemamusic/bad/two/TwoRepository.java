package com.shemamusic.bad.two;

import com.shemamusic.bad.one.OneController;
import com.shemamusic.other.OtherService;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.web.client.RestClient;

@ComponentScan
public final class TwoRepository {

    @Autowired
    OneController controller;

    final OtherService foreign = new OtherService();
    final RestClient client;

    @Autowired
    TwoRepository(RestClient client) {
        this.client = client;
    }
}
