package com.shemamusic.user;

import com.shemamusic.test.ArchitectureRules;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;

@AnalyzeClasses(packages = "com.shemamusic.user", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests extends ArchitectureRules {}
