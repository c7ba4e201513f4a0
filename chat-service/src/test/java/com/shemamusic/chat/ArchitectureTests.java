package com.shemamusic.chat;

import com.shemamusic.test.ArchitectureRules;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;

@AnalyzeClasses(packages = "com.shemamusic.chat", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests extends ArchitectureRules {}
