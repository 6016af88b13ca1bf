package dev.fanfold.items;

import dev.fanfold.workload.Outputs;
import dev.fanfold.workload.Slice;
import dev.fanfold.workload.Task;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Reads the items that the previous round left.
final class PendingItems {
    private PendingItems() {}

    /// The items of the task's buckets, in the order of the job.
    static List<PendingItem> of(Task task) throws IOException {
        var items = new ArrayList<PendingItem>();
        Outputs previous = task.previous();
        for (Outputs.Output file : files(previous, task.slice())) {
            boolean hasAllBuckets = hasAllBuckets(file);
            TaskFiles.readLines(
                    previous,
                    file,
                    line -> {
                        int tab = hasAllBuckets ? line.indexOf('\t') : -1;
                        if (tab < 0 || isInSlice(line.substring(0, tab), task.slice())) {
                            items.add(PendingItem.parse(line.substring(tab + 1)));
                        }
                    });
        }
        items.sort(Comparator.comparingLong(PendingItem::index));
        return items;
    }

    // The files that may have items of these buckets.
    private static List<Outputs.Output> files(Outputs outputs, Slice buckets) {
        try (Stream<Outputs.Output> all = outputs.all()) {
            return all.filter(file -> hasAllBuckets(file) || isPending(file, buckets)).toList();
        }
    }

    private static boolean hasAllBuckets(Outputs.Output file) {
        return file.name().startsWith(TaskFiles.FAILED);
    }

    private static boolean isPending(Outputs.Output file, Slice buckets) {
        return file.name().startsWith(TaskFiles.PENDING) && isInSlice(bucketOf(file), buckets);
    }

    private static String bucketOf(Outputs.Output file) {
        return file.name().substring(TaskFiles.PENDING.length());
    }

    private static boolean isInSlice(String bucket, Slice buckets) {
        int number = Integer.parseInt(bucket);
        return number >= buckets.from() && number < buckets.to();
    }
}
