package io.weft.appmaster;

import io.weft.appmaster.schedule.SchedulerSettings;
import io.weft.config.Keys;
import io.weft.config.Settings;
import io.weft.protocol.JobDescription;
import org.apache.hadoop.conf.Configuration;

/**
 * What an AppMaster is given.
 *
 * @param application the application's id, as YARN writes it
 * @param epoch of this AppMaster: the number of the application's attempt, from 1
 * @param schedulerSettings those of the cluster that the job runs on
 */
public record JobSetup(
        JobDescription job,
        Settings settings,
        Configuration hadoop,
        String application,
        int epoch,
        SchedulerSettings schedulerSettings) {
    private static final long START_MILLIS = 120_000;

    /** A job on a cluster of runners with the slots that its settings say. */
    public static JobSetup onCluster(JobDescription job, Configuration hadoop, String application, int epoch) {
        Settings settings = Settings.of(job.settings());
        return of(job, hadoop, application, epoch, settings.get(Keys.JOB_MAX_SLOTS), settings.get(Keys.RUNNER_SLOTS));
    }

    /** A job in this process, on one runner with so many slots. */
    public static JobSetup local(JobDescription job, Configuration hadoop, String application, int slots) {
        return of(job, hadoop, application, 1, slots, slots);
    }

    private static JobSetup of(
            JobDescription job, Configuration hadoop, String application, int epoch, int maxSlots, int slotsPerRunner) {
        Settings settings = Settings.of(job.settings());
        SchedulerSettings scheduler = new SchedulerSettings(
                maxSlots,
                slotsPerRunner,
                settings.get(Keys.LOCALITY_WAIT_MS),
                settings.get(Keys.TASK_MAX_ATTEMPTS),
                settings.get(Keys.RUNNER_SILENCE_MS),
                START_MILLIS,
                (long) settings.get(Keys.SHUFFLE_TASK_MB) << 20);
        return new JobSetup(job, settings, hadoop, application, epoch, scheduler);
    }
}
