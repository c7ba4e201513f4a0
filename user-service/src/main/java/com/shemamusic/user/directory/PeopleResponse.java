package com.shemamusic.user.directory;

import java.util.List;

/** The people of a look-up; ids nobody has are left out. */
record PeopleResponse(List<PersonSummary> data) {}
