package com.shemamusic.other;

public final class OtherService {}
