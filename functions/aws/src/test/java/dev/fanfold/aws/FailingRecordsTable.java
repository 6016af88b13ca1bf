package dev.fanfold.aws;

import java.util.List;
import java.util.concurrent.ExecutorService;

/// Prints the table of `bench/batch`. Exits with 1 if the adapter missed or invented a failure.
final class FailingRecordsTable {
    private FailingRecordsTable() {}

    /// Prints it.
    ///
    /// @param arguments the number of records per row
    public static void main(String[] arguments) throws InterruptedException {
        int records = Integer.parseInt(arguments[0]);
        System.out.println("| | a batch | records | failing | unreported | wrongly reported | s |");
        System.out.println("|---|---|---|---|---|---|---|");
        long amiss = rows(FailingRecords.ways(), records);
        long lost = rows(FailingRecords.controls(), records);
        if (lost == 0) {
            System.err.println("the list that loses failures lost none: this run shows nothing");
        }
        System.exit(amiss == 0 && lost > 0 ? 0 : 1);
    }

    private static long rows(List<FailingRecords.Way> ways, int records)
            throws InterruptedException {
        long amiss = 0;
        for (FailingRecords.Way way : ways) {
            try (ExecutorService _ = way.invocations()) {
                for (int batch : FailingRecords.BATCHES) {
                    for (int share : FailingRecords.SHARES) {
                        amiss += row(way, batch, share, records);
                    }
                }
            }
        }
        return amiss;
    }

    private static long row(FailingRecords.Way way, int batch, int share, int records)
            throws InterruptedException {
        long start = System.nanoTime();
        FailingRecords.Count count = FailingRecords.count(way, batch, share, records);
        System.out.printf(
                "| %s | %,d | %,d | %,d | %,d | %,d | %.1f |%n",
                way.name(),
                batch,
                count.records(),
                count.failing(),
                count.unreported(),
                count.wrong(),
                (System.nanoTime() - start) / 1e9);
        return count.unreported() + count.wrong();
    }
}
