package com.shemamusic.course.calendar;

import com.shemamusic.course.schedule.Schedule;
import com.shemamusic.course.schedule.ScheduleStatus;
import com.shemamusic.course.schedule.Timetables;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import net.fortuna.ical4j.data.CalendarOutputter;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.property.Description;
import net.fortuna.ical4j.model.property.DtEnd;
import net.fortuna.ical4j.model.property.DtStamp;
import net.fortuna.ical4j.model.property.DtStart;
import net.fortuna.ical4j.model.property.LastModified;
import net.fortuna.ical4j.model.property.Location;
import net.fortuna.ical4j.model.property.ProdId;
import net.fortuna.ical4j.model.property.Sequence;
import net.fortuna.ical4j.model.property.Summary;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.immutable.ImmutableCalScale;
import net.fortuna.ical4j.model.property.immutable.ImmutableMethod;
import net.fortuna.ical4j.model.property.immutable.ImmutableStatus;
import net.fortuna.ical4j.model.property.immutable.ImmutableVersion;
import org.springframework.stereotype.Component;

/** Writes a timetable as iCalendar: a class keeps its UID for life, and each change raises its SEQUENCE. */
@Component
class CalendarFeed {

    private static final String PRODUCT = "-//Shema Music//Timetable//EN";
    private static final String DOMAIN = "@shemamusic";
    private final Timetables timetables;

    CalendarFeed(Timetables timetables) {
        this.timetables = timetables;
    }

    /** The classes of the link's instructor, room or course from a month ago to a year ahead, cancelled ones marked. */
    String write(CalendarLink link) {
        Calendar calendar = new Calendar();
        calendar.add(new ProdId(PRODUCT));
        calendar.add(ImmutableVersion.VERSION_2_0);
        calendar.add(ImmutableCalScale.GREGORIAN);
        calendar.add(ImmutableMethod.PUBLISH);
        timetables
                .around(link.instructorId(), link.roomId(), link.courseId())
                .forEach(entry -> calendar.add(event(entry.schedule(), entry.changedAt())));
        StringWriter text = new StringWriter();
        try {
            // Without validation: a calendar of no classes yet is refused by it, but read by every program.
            new CalendarOutputter(false).output(calendar, text);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private static VEvent event(Schedule schedule, Instant changedAt) {
        boolean cancelled = schedule.status() == ScheduleStatus.CANCELLED;
        VEvent event = new VEvent(false);
        event.add(new Uid(schedule.id() + DOMAIN));
        // The time of the last change, not of the reading, so that an unchanged feed stays the same text.
        event.add(new DtStamp(changedAt));
        event.add(new LastModified(changedAt));
        event.add(new Sequence((int) schedule.version() - 1));
        event.add(new DtStart<Instant>(schedule.startsAt()));
        event.add(new DtEnd<Instant>(schedule.endsAt()));
        event.add(new Summary(schedule.courseName()));
        event.add(new Location(schedule.roomName()));
        event.add(new Description(schedule.instructorName()));
        event.add(cancelled ? ImmutableStatus.VEVENT_CANCELLED : ImmutableStatus.VEVENT_CONFIRMED);
        return event;
    }
}
