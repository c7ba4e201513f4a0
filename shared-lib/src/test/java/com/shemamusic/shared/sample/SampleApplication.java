package com.shemamusic.shared.sample;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** A service of nothing but plumbing, to test the plumbing. */
@SpringBootApplication
class SampleApplication {}
