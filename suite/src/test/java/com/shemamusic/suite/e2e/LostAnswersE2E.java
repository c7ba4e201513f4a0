package com.shemamusic.suite.e2e;

import com.shemamusic.suite.booking.Office;
import com.shemamusic.suite.link.LostAnswers;
import com.shemamusic.test.Api;
import com.shemamusic.test.Link;
import org.junit.jupiter.api.Test;

/** The trial of lost answers ({@code ./shema chaos lostanswers}) in small, with the visitor's own network as the link. */
class LostAnswersE2E {

    @Test
    void x5WhatIsSentAgainIsDoneOnceAndAnsweredAsTheFirstTime() throws Exception {
        try (Link link = new Link(SharedSuite.suite().gatewayUrl().getPort())) {
            new LostAnswers(new Office(Api.of(link.port(), "api-gateway")), link).send(5, SharedSuite.database());
        }
    }
}
