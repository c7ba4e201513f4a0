package com.shemamusic.good;

final class GoodRepository {

    int one() {
        return 1;
    }
}
