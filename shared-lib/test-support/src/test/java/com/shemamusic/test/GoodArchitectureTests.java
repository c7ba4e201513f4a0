package com.shemamusic.test;

import com.tngtech.archunit.junit.AnalyzeClasses;

@AnalyzeClasses(packages = "com.shemamusic.good")
class GoodArchitectureTests extends ArchitectureRules {}
