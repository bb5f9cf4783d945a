package io.weft.examples;

import io.weft.api.Job;
import io.weft.api.JobContext;
import io.weft.api.Text;
import io.weft.api.Weft;

/** Sorts the lines of texts by their bytes: {@code input=} files, a directory or a glob, {@code output=} a directory. */
public final class SortLines implements Job {
    @Override
    public void define(JobContext job) {
        job.read(Text.at(job.arg("input"))).orderBy("line").write(Text.at(job.arg("output")));
    }

    public static void main(String[] args) {
        Weft.main(SortLines.class, args);
    }
}
