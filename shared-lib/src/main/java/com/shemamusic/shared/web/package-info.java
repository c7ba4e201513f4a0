/** What every servlet request passes through: request id, deadline, body limit, strict JSON, versions. */
@NullMarked
package com.shemamusic.shared.web;

import org.jspecify.annotations.NullMarked;
