package dev.fanfold.local.meter;

import dev.fanfold.aws.Prices;
import dev.fanfold.local.meter.Meter.Unit;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/// What AWS would charge for the metered usage, in US dollars.
///
/// Prices are list prices of us-east-1 for ARM functions, without free tiers: see [Prices]. Reads
/// of streams by Lambda's mappings are free. Storage, logs and data transfer are not included.
public record Bill(Map<String, BigDecimal> lines) {
    private static final BigDecimal MIB_MILLISECONDS_PER_GB_SECOND = new BigDecimal(1_024_000);

    public Bill {
        lines = new LinkedHashMap<>(lines);
    }

    public static Bill of(Meter meter) {
        Map<String, BigDecimal> lines = new LinkedHashMap<>();
        lines.put("Lambda requests", Prices.of(Prices.INVOCATIONS, meter.total(Unit.INVOCATIONS)));
        lines.put(
                "Lambda duration",
                new BigDecimal(meter.total(Unit.MIB_MILLISECONDS))
                        .multiply(Prices.GB_SECOND)
                        .divide(MIB_MILLISECONDS_PER_GB_SECOND));
        lines.put("SQS requests", Prices.of(Prices.SQS_REQUESTS, meter.total(Unit.SQS_REQUESTS)));
        lines.put(
                "DynamoDB writes",
                Prices.ofThousandths(Prices.WRITES, meter.total(Unit.WRITE_MILLIUNITS)));
        lines.put(
                "DynamoDB reads",
                Prices.ofThousandths(Prices.READS, meter.total(Unit.READ_MILLIUNITS)));
        lines.put("S3 writes", Prices.of(Prices.S3_WRITES, meter.total(Unit.S3_WRITES)));
        lines.put("S3 reads", Prices.of(Prices.S3_READS, meter.total(Unit.S3_READS)));
        lines.put(
                "API Gateway requests",
                Prices.of(Prices.API_REQUESTS, meter.total(Unit.API_REQUESTS)));
        return new Bill(lines);
    }

    public BigDecimal usd() {
        return lines.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
