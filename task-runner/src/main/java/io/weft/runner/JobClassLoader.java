package io.weft.runner;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** Where a container finds the classes of its job: the author's own, and the drivers and formats that came with them. */
public final class JobClassLoader extends URLClassLoader {
    private JobClassLoader(URL[] jars) {
        super(jars, JobClassLoader.class.getClassLoader());
    }

    /** The classes in these files. */
    public static JobClassLoader of(List<String> jars) throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (String jar : jars) {
            urls.add(Path.of(jar).toUri().toURL());
        }
        return new JobClassLoader(urls.toArray(URL[]::new));
    }

    /** Lets the configuration, this thread and the threads that it starts look for classes here. */
    public void useIn(Configuration configuration) {
        configuration.setClassLoader(this);
        // Libraries that the job brings find their own parts in this way.
        Thread.currentThread().setContextClassLoader(this);
    }
}
