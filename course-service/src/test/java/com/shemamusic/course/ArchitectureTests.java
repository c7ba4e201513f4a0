package com.shemamusic.course;

import com.shemamusic.test.ArchitectureRules;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;

@AnalyzeClasses(packages = "com.shemamusic.course", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests extends ArchitectureRules {}
