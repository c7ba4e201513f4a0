package com.shemamusic.enrollment.enrollment;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What the form is told.
 *
 * @param consentTextVersion which wording of the consent texts the website shows, kept as evidence
 */
@ConfigurationProperties("shema.enrollment")
record EnrollmentProperties(String consentTextVersion) {}
