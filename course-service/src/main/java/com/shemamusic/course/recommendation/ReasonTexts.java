package com.shemamusic.course.recommendation;

import com.shemamusic.course.catalog.Course;
import com.shemamusic.course.catalog.CourseService;
import java.util.Locale;

/** Why a course was recommended, in words. */
final class ReasonTexts {

    private ReasonTexts() {}

    static String of(Score.Part part, Course course, Locale language) {
        boolean english = language.getLanguage().equals("en");
        String instrument = CourseService.instrumentName(course.instrument(), language);
        return switch (part.factor()) {
            case INSTRUMENT ->
                english
                        ? "You would like to play " + instrument.toLowerCase(Locale.ROOT) + "."
                        : "Anda ingin belajar " + instrument.toLowerCase(Locale.ROOT) + ".";
            case LEVEL -> english ? "It fits your level." : "Sesuai dengan tingkat kemampuan Anda.";
            case BUDGET -> english ? "It fits your budget." : "Sesuai dengan anggaran Anda.";
            case DAYS ->
                english ? "There are classes on days that suit you." : "Ada kelas pada hari yang cocok bagi Anda.";
        };
    }
}
