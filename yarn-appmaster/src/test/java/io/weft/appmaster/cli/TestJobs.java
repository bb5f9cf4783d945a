package io.weft.appmaster.cli;

import io.weft.api.Job;
import io.weft.api.JobContext;
import io.weft.api.Text;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** Jobs, and jars of classes that are not on the class path. */
final class TestJobs {
    private TestJobs() {}

    /** Copies lines. */
    public static final class Copy implements Job {
        @Override
        public void define(JobContext job) {
            job.read(Text.at(job.arg("input"))).write(Text.at(job.arg("output")));
        }
    }

    /** Has no constructor that a client could call. */
    public static final class NeedsMore implements Job {
        private final String name;

        public NeedsMore(String name) {
            this.name = name;
        }

        @Override
        public void define(JobContext job) {
            job.read(Text.at(name)).show();
        }
    }

    /** Wants a negative number of rows. */
    public static final class NegativeLimit implements Job {
        @Override
        public void define(JobContext job) {
            job.read(Text.at(job.arg("input"))).limit(-1).show();
        }
    }

    /** Throws while it is defined. */
    public static final class Throwing implements Job {
        @Override
        public void define(JobContext job) {
            throw new IllegalStateException("no idea");
        }
    }

    /** Packs classes of this class path into a jar. */
    static Path jar(Path file, Class<?>... classes) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out)) {
            for (Class<?> type : classes) {
                String name = type.getName().replace('.', '/') + ".class";
                jar.putNextEntry(new JarEntry(name));
                try (InputStream in = TestJobs.class.getClassLoader().getResourceAsStream(name)) {
                    in.transferTo(jar);
                }
            }
        }
        return file;
    }
}
