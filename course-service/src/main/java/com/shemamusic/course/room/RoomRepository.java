package com.shemamusic.course.room;

import static com.shemamusic.course.store.Sql.uuid;

import com.shemamusic.shared.page.ListQuery;
import com.shemamusic.shared.page.Page;
import com.shemamusic.shared.page.Paging;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class RoomRepository {

    private static final String COLUMNS = "id, name, capacity, location, equipment, is_active, version";
    private final JdbcClient jdbc;

    RoomRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Page<Room> list(@Nullable Boolean active, Paging paging) {
        return ListQuery.of(COLUMNS, "rooms")
                .where("deleted_at is null")
                .where("is_active = :active", "active", active)
                .sort("name", "lower(name)", "text")
                .sort("capacity", "capacity", "int")
                .page(jdbc, paging, RoomRepository::room);
    }

    Optional<Room> find(UUID id) {
        return jdbc.sql("select " + COLUMNS + " from rooms where id = :id and deleted_at is null")
                .param("id", id)
                .query(RoomRepository::room)
                .optional();
    }

    Optional<Room> findForUpdate(UUID id) {
        return jdbc.sql("select " + COLUMNS + " from rooms where id = :id and deleted_at is null for no key update")
                .param("id", id)
                .query(RoomRepository::room)
                .optional();
    }

    void insert(Room room) {
        jdbc.sql("""
                insert into rooms (id, name, capacity, location, equipment, is_active)
                values (:id, :name, :capacity, :location, :equipment, :active)""")
                .param("id", room.id())
                .param("name", room.name())
                .param("capacity", room.capacity())
                .param("location", room.location())
                .param("equipment", room.equipment().toArray(String[]::new))
                .param("active", room.isActive())
                .update();
    }

    void update(Room room) {
        jdbc.sql("""
                update rooms set name = :name, capacity = :capacity, location = :location, equipment = :equipment,
                    is_active = :active, version = version + 1
                where id = :id""")
                .param("id", room.id())
                .param("name", room.name())
                .param("capacity", room.capacity())
                .param("location", room.location())
                .param("equipment", room.equipment().toArray(String[]::new))
                .param("active", room.isActive())
                .update();
    }

    int futureClasses(UUID room) {
        return jdbc.sql("""
                        select count(*) from class_schedules
                        where room_id = :room and cancelled_at is null and ends_at > now()
                            and starts_at > now() - interval '12 hours'""").param("room", room).query(Integer.class).single();
    }

    /** Past classes still name the room, so its row stays. */
    void delete(UUID room) {
        jdbc.sql("update rooms set deleted_at = now(), is_active = false, version = version + 1 where id = :id")
                .param("id", room)
                .update();
    }

    private static Room room(ResultSet row, int number) throws SQLException {
        return new Room(
                uuid(row, "id"),
                row.getString("name"),
                row.getInt("capacity"),
                row.getString("location"),
                List.of((String[]) row.getArray("equipment").getArray()),
                row.getBoolean("is_active"),
                row.getLong("version"));
    }
}
