package dev.fanfold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.local.meter.Bill;
import dev.fanfold.local.meter.Meter;
import dev.fanfold.template.TemplateFiles;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/// The prices of an estimate are those of the receipt for the same usage.
class EstimateTest {
    @Test
    void aSecondOfAWorkerCostsWhatTheReceiptSays() {
        var meter = new Meter();
        meter.add(
                "worker",
                "lambda",
                "Invoke",
                Meter.Unit.MIB_MILLISECONDS,
                1_000L * Estimate.WORKER_MEMORY);

        assertThat(Estimate.workerSecond())
                .isCloseTo(Bill.of(meter).usd(), Offset.offset(new BigDecimal("1e-11")));
    }

    @Test
    void theMemoryIsThatOfTheTemplate() {
        var template = new TemplateFiles(Path.of("../../template.yaml"));

        assertThat(template.declared(Map.of(), queue -> queue).functions())
                .filteredOn(
                        function -> function.handler().equals("dev.fanfold.worker.WorkerHandler"))
                .isNotEmpty()
                .allMatch(function -> function.memory() == Estimate.WORKER_MEMORY);
    }
}
