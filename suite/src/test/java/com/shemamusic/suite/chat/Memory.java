package com.shemamusic.suite.chat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What processes hold, as Linux counts it. */
final class Memory {

    private Memory() {}

    /** The processes of an app among those this trial started. */
    static List<Long> processes(String app) {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().commandLine().orElse("").matches(".*/" + app + "[-/].*"))
                .map(ProcessHandle::pid)
                .toList();
    }

    /** Resident KiB of all of them. */
    static long resident(List<Long> pids) throws IOException {
        long sum = 0;
        for (long pid : pids) {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
                if (line.startsWith("VmRSS:")) {
                    sum += Long.parseLong(line.replaceAll("\\D", ""));
                }
            }
        }
        return sum;
    }

    /** KiB of live objects of a JVM, after a collection. */
    static long live(long pid) throws IOException, InterruptedException {
        jcmd(pid, "GC.run");
        String heap = jcmd(pid, "GC.heap_info");
        long used = 0;
        java.util.regex.Matcher numbers =
                java.util.regex.Pattern.compile("used (\\d+)K").matcher(heap.split("Metaspace")[0]);
        while (numbers.find()) {
            used += Long.parseLong(numbers.group(1));
        }
        return used;
    }

    private static String jcmd(long pid, String command) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid), command)
                .redirectErrorStream(true)
                .start();
        String answer = new String(jcmd.getInputStream().readAllBytes());
        jcmd.waitFor();
        return answer;
    }
}
