package io.weft.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts an engine whose client writes down how it was called. */
class LauncherTest {
    private static final String CLIENT = """
            package io.weft.appmaster.cli;
            public final class Main {
                public static int run(String... words) throws Exception {
                    ClassLoader own = Main.class.getClassLoader();
                    String seen = String.join(" ", words)
                            + "\\nparent " + own.getParent().equals(ClassLoader.getPlatformClassLoader())
                            + "\\ncontext " + (Thread.currentThread().getContextClassLoader() == own)
                            + "\\nsite " + (own.getResource("weft-site.xml") != null);
                    java.nio.file.Files.writeString(java.nio.file.Path.of(System.getProperty("launcher.test")), seen);
                    return 7;
                }
            }
            """;
    private static final String JOB = "package my; public final class Job {}";
    private static final FileTime BUILT = FileTime.fromMillis(1_767_225_600_000L);
    private static final String ID = "0123456789abcdef0123456789abcdef";

    @TempDir
    private Path directory;

    private Path engine;
    private Path seen;

    @BeforeEach
    void makeEngine() throws IOException {
        engine = directory.resolve("engine");
        Path classes = compiled("io/weft/appmaster/cli/Main", CLIENT);
        Files.createDirectories(engine.resolve("lib"));
        pack(engine.resolve("lib/client.jar"), classes, "io/weft/appmaster/cli/Main.class");
        Files.setLastModifiedTime(engine.resolve("lib/client.jar"), BUILT);
        Files.writeString(engine.resolve("engine.id"), ID + "\n");
        seen = directory.resolve("seen");
        System.setProperty("launcher.test", seen.toString());
    }

    @Test
    void startsTheClientOfWeftHomeInALoaderOfItsOwn() throws Exception {
        Path conf = Files.createDirectory(directory.resolve("conf"));
        Files.writeString(conf.resolve("weft-site.xml"), "<configuration/>");
        Path jar = jobJar();
        int code = launch(
                jar,
                List.of("input=a b", "--local"),
                Map.of("WEFT_HOME", engine.toString(), "HADOOP_CONF_DIR", conf.toString()));
        assertThat(code).isEqualTo(7);
        assertThat(seen)
                .hasContent(
                        "run --jar %s my.Job input=a b --local\nparent true\ncontext true\nsite true".formatted(jar));
    }

    @Test
    void unpacksAnArchiveOnce() throws Exception {
        Path archive = tar("weft-engine.tar.gz");
        Path cache = directory.resolve("cache");
        Map<String, String> environment = Map.of("XDG_CACHE_HOME", cache.toString());
        List<String> arguments = List.of("-D", "weft.engine.archive=" + archive);
        assertThat(launch(jobJar(), arguments, environment)).isEqualTo(7);
        Path kept = cache.resolve("weft").resolve(ID);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cache.resolve("weft"))))
                .isEqualTo("rwx------");
        assertThat(Files.getLastModifiedTime(kept.resolve("lib/client.jar"))).isEqualTo(BUILT);
        Path mark = Files.createFile(kept.resolve("mark"));
        assertThat(launch(jobJar(), arguments, environment)).isEqualTo(7);
        assertThat(mark).exists();
        assertThat(names(cache.resolve("weft"))).containsExactly(ID);
    }

    @Test
    void findsTheArchiveWithinTheJobsJar() throws Exception {
        Path archive = tar("weft-engine.tar.gz");
        Path jar = pack(
                directory.resolve("job.jar"),
                compiled("my/Job", JOB),
                "my/Job.class",
                compiledRoot()
                        .relativize(Files.copy(archive, compiledRoot().resolve("weft-engine.tar.gz")))
                        .toString());
        Map<String, String> environment =
                Map.of("XDG_CACHE_HOME", directory.resolve("cache").toString());
        assertThat(launch(jar, List.of(), environment)).isEqualTo(7);
    }

    @Test
    void refusesACacheThatOthersCanWriteTo() throws Exception {
        Path cache = Files.createDirectories(directory.resolve("cache/weft"));
        Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxrwxrwx"));
        String message = message(
                List.of("-Dweft.engine.archive=" + tar("e.tar.gz")),
                Map.of("XDG_CACHE_HOME", directory.resolve("cache").toString()));
        assertThat(message)
                .startsWith("weft: Cannot unpack the engine ")
                .contains(cache + " is not a directory that " + System.getProperty("user.name")
                        + " alone can write to (remove it)");
        assertThat(seen).doesNotExist();
    }

    @Test
    void saysWhereAnEngineCanBe() throws Exception {
        assertThat(message(List.of(), Map.of()))
                .isEqualTo("weft: Cannot start Weft: there is no engine (set WEFT_HOME, give -D"
                        + " weft.engine.archive=FILE, or store weft-engine.tar.gz in the job's jar)\n");
        assertThat(message(List.of(), Map.of("WEFT_HOME", "/nowhere")))
                .isEqualTo("weft: Cannot start Weft: no engine in WEFT_HOME, /nowhere (unpack weft-engine.tar.gz"
                        + " there)\n");
        assertThat(message(List.of("-D", "weft.engine.archive=/nowhere"), Map.of()))
                .isEqualTo("weft: Cannot use weft.engine.archive=/nowhere: there is no such file\n");
    }

    @Test
    void refusesAnArchiveThatIsNoEngine() throws Exception {
        Files.delete(engine.resolve("engine.id"));
        Map<String, String> environment =
                Map.of("XDG_CACHE_HOME", directory.resolve("cache").toString());
        assertThat(message(List.of("-Dweft.engine.archive=" + tar("e.tar.gz")), environment))
                .contains("it is no engine: it has no engine.id");
    }

    private String message(List<String> arguments, Map<String, String> environment) throws Exception {
        PrintStream before = System.err;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            assertThat(launch(jobJar(), arguments, environment)).isIn(2, 5);
        } finally {
            System.setErr(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static int launch(Path jar, List<String> arguments, Map<String, String> environment) throws Exception {
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {jar.toUri().toURL()}, LauncherTest.class.getClassLoader())) {
            return Launcher.launch(loader.loadClass("my.Job"), arguments, environment);
        }
    }

    private Path jobJar() throws IOException {
        return pack(directory.resolve("job.jar"), compiled("my/Job", JOB), "my/Job.class");
    }

    private Path compiledRoot() {
        return directory.resolve("classes");
    }

    private Path compiled(String name, String source) throws IOException {
        Path file = directory.resolve("source/" + name + ".java");
        Files.createDirectories(file.getParent());
        Files.writeString(file, source);
        Path classes = Files.createDirectories(compiledRoot());
        int status =
                ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", classes.toString(), file.toString());
        assertThat(status).isZero();
        return classes;
    }

    private static Path pack(Path jar, Path root, String... names) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out)) {
            for (String name : names) {
                entries.putNextEntry(new JarEntry(name));
                try (InputStream in = Files.newInputStream(root.resolve(name))) {
                    in.transferTo(entries);
                }
            }
        }
        return jar;
    }

    /** What the build makes, with the system's tar. */
    private Path tar(String name) throws IOException, InterruptedException {
        Path archive = directory.resolve(name);
        Process tar = new ProcessBuilder(
                        "tar", "--format=posix", "-czf", archive.toString(), "-C", engine.toString(), ".")
                .inheritIO()
                .start();
        assertThat(tar.waitFor()).isZero();
        return archive;
    }

    private static List<String> names(Path parent) throws IOException {
        try (Stream<Path> files = Files.list(parent)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
