package io.weft.testing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Signals that Java itself does not send. */
enum Signal {
    STOP("-STOP"),
    CONTINUE("-CONT");

    private final String option;

    Signal(String option) {
        this.option = option;
    }

    void send(List<ProcessHandle> processes) throws IOException {
        List<String> command = new ArrayList<>(List.of("kill", option));
        processes.forEach(process -> command.add(Long.toString(process.pid())));
        try {
            int status = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (status != 0) {
                throw new IOException(
                        "Cannot send %s to %s: kill ended with %d (has it ended?)".formatted(this, processes, status));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while sending %s to %s".formatted(this, processes), e);
        }
    }
}
