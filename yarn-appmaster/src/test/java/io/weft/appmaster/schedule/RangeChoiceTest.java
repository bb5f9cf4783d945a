package io.weft.appmaster.schedule;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.protocol.KeySample;
import io.weft.protocol.Payload;
import io.weft.protocol.RangeBounds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RangeChoiceTest {
    private static KeySample sample(long rows, String... keys) {
        return new KeySample(Arrays.stream(keys).map(RangeChoiceTest::key).toList(), rows);
    }

    /** None begins with another. */
    private static Payload key(String text) {
        return new Payload((text + "\0").getBytes(US_ASCII));
    }

    private static List<String> bounds(RangeBounds bounds) {
        return bounds.bounds().stream()
                .map(bound -> new String(bound.bytes(), US_ASCII).replace('\0', '.'))
                .toList();
    }

    @Test
    void dividesTheKeysEvenly() {
        assertThat(bounds(RangeChoice.of(List.of(sample(8, "a", "b", "c", "d", "e", "f", "g", "h")), 4)))
                .containsExactly("c.", "e.", "g.");
    }

    @Test
    void weighsSamplesByTheRowsThatTheyStandFor() {
        KeySample few = sample(4, "a", "b", "c", "d");
        KeySample many = sample(400, "e", "f", "g", "h");
        assertThat(bounds(RangeChoice.of(List.of(few, many), 4))).containsExactly("f.", "g.", "h.");
    }

    @Test
    void givesAKeyOfManyRowsARangeOfItsOwn() {
        RangeBounds bounds = RangeChoice.of(List.of(sample(10, "a", "b", "k", "k", "k", "k", "k", "k", "x", "y")), 4);
        assertThat(bounds(bounds)).containsExactly("k.", "k..");
        assertThat(bounds.isOneKey(0)).isFalse();
        assertThat(bounds.isOneKey(1)).isTrue();
        assertThat(bounds.isOneKey(2)).isFalse();
    }

    @Test
    void doesNotTakeTheBeginningOfLongKeysForOneKey() {
        String beginning = "k".repeat(KeySample.MOST_KEY_BYTES - 1);
        RangeBounds bounds = RangeChoice.of(List.of(sample(4, "a", beginning, beginning, beginning)), 2);
        assertThat(bounds.bounds()).containsExactly(key(beginning));
    }

    @Test
    void needsNoBoundsWithoutRows() {
        assertThat(RangeChoice.of(List.of(sample(0), sample(0)), 32)).isEqualTo(RangeBounds.NONE);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void givesTheSameBoundsForTheSameSamplesAndEvenRanges(long seed) {
        Random random = new Random(seed);
        List<String> all = new ArrayList<>();
        List<KeySample> samples = new ArrayList<>();
        for (int task = 0; task < 20; task++) {
            List<String> keys = new ArrayList<>();
            for (int index = 0; index < 512; index++) {
                keys.add("%08x".formatted(random.nextInt() >>> random.nextInt(3)));
            }
            Collections.sort(keys);
            all.addAll(keys);
            samples.add(sample(51_200, keys.toArray(new String[0])));
        }
        RangeBounds bounds = RangeChoice.of(samples, 32);

        assertThat(RangeChoice.of(samples, 32)).isEqualTo(bounds);
        int[] rows = new int[bounds.partitions()];
        for (String key : all) {
            rows[
                    (int) bounds.bounds().stream()
                            .filter(bound -> Arrays.compareUnsigned(bound.bytes(), key(key).bytes()) <= 0)
                            .count()]++;
        }
        assertThat(bounds.partitions()).as("seed %d", seed).isBetween(30, 33);
        assertThat(Arrays.stream(rows).max().orElseThrow()).isLessThan(2 * all.size() / 32);
    }
}
