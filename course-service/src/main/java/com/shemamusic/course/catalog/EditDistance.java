package com.shemamusic.course.catalog;

/** How many slips of a finger lie between two words: letters left out, added, mistaken or swapped with the next. */
final class EditDistance {

    private static final int SHORTEST = 3;
    private static final int SHORT = 4;

    private EditDistance() {}

    /** Whether a word may have been meant to be another: one slip in a short word, two in a longer one. */
    static boolean isTypoOf(String typed, String meant) {
        if (typed.length() < SHORTEST || Math.abs(typed.length() - meant.length()) > 2) {
            return false;
        }
        return between(typed, meant) <= (typed.length() <= SHORT ? 1 : 2);
    }

    static int between(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            d[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            d[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1), d[i - 1][j - 1] + cost);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
