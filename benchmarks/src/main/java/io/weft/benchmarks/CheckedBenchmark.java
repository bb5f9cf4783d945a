package io.weft.benchmarks;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A benchmark of something that has a plain twin, code so simple that it can be trusted: what both give of the same data is compared
 * before anything is measured, and a difference ends the run.
 *
 * <p>Parameters that are numbers say how much there is of something, so that a test may take less; the others choose what is measured.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx4g")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public abstract class CheckedBenchmark implements AutoCloseable {
    /** Where the random numbers begin of which all data is made. */
    @Param("1")
    public long seed = 1;

    /** Makes the data and checks the answers. */
    @Setup(Level.Trial)
    public final void prepare() throws IOException {
        fill();
        check();
    }

    /** Makes the data for the parameters as they are. */
    abstract void fill() throws IOException;

    /**
     * Computes the answer both ways.
     *
     * @throws AssertionError if they differ
     */
    abstract void check() throws IOException;

    /** Lets go of what lies outside of memory. */
    @Override
    @TearDown(Level.Trial)
    public void close() throws IOException {}

    /** Compares one value of both answers. */
    static void same(Object expected, Object found, String what, Object where) {
        if (!expected.equals(found)) {
            throw new AssertionError("%s %s is %s and should be %s".formatted(what, where, found, expected));
        }
    }
}
