package dev.fanfold.workloads.tabulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.Records;
import dev.fanfold.workload.TaskResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Tests that `multiline=true` rejects a record that two stray quotes made of several records, and
/// accepts fields that contain line ends.
class StrayQuotesTest {
    private static Records records(String text, Map<String, String> settings) {
        var all = new HashMap<>(settings);
        all.putIfAbsent("separator", ",");
        all.putIfAbsent("multiline", "true");
        return new Job(text, 1 << 20, all)
                .workAll().stream().map(TaskResult::records).reduce(Records.NONE, Records::plus);
    }

    private static void assertAmbiguous(String text, String groupBy, String measure) {
        var settings = Map.of("group-by", groupBy, "measure", measure);
        for (String end : List.of("\n", "\r\n", "\r")) {
            Records records = records(text.replace("\n", end), settings);
            assertThat(records.rejected()).as(text).isEqualTo(1);
            assertThat(records.first().getFirst().reason())
                    .contains("several lines of this record are records", "quote=none");
        }
    }

    private static void assertAccepted(String text, String groupBy, String measure) {
        var settings = Map.of("group-by", groupBy, "measure", measure);
        assertThat(records(text, settings).rejected()).as(text).isZero();
    }

    @Test
    void recordsBetweenStrayQuotesAreRejectedWhateverTheirLinesHold() {
        assertAmbiguous("id,text,n\n1,\"lost,1\n2,end\",1\n3,x,1\n", "id", "");
        assertAmbiguous("k,v\n\"a,1\nb,n/a\nc\",2\nd,3\n", "k", "v");
        assertAmbiguous("id,text,n\n1,plain,1\n2,\"lost,1\n3,plain\n5,end\",1\n6,x,1\n", "id", "n");
        assertAmbiguous("k,v\n\"a,1\n\nnot a record at all\n,,,\nc\",2\nd,3\n", "k", "v");
        assertAmbiguous("k,v\n\"a,n/a\nb\",2\n", "k", "v");
        assertAmbiguous("k,v\n\"a,1\nb\",unknown\n", "k", "v");
        assertAmbiguous("k,v\n\"a,about 5\nb,1\nc\",2\n", "k", "v");
        assertAmbiguous("v,k\n1,\"a\n2,b\"\n", "k", "v");
        assertAmbiguous("id,text,n\n1,\"lost\n2,x,1\n3,end\",1\n", "id", "n");
        assertAmbiguous("id,text,n\n1,\"lost,1\n2,x,1\n3,end\",1\n4,y,1\n", "", "n");
    }

    @Test
    void commasInOtherQuotedFieldsDoNotHideTheStrayQuotes() {
        assertAmbiguous(
                "id,name,text,n\n1,\"Smith, J\",\"lost,1\n2,Doe,end\",1\n3,X,y,1\n", "id", "n");
        assertAmbiguous(
                "id,text,name,n\n1,\"lost,Doe,1\n2,end\",\"Smith, J\",1\n3,x,Y,1\n", "id", "n");
        assertAmbiguous("a,b,c,d\n1,\"x,2,3\n4,y\",\"z,3\n5,6\n7,8,w\",9\n", "a", "");
    }

    @Test
    void aLineWithAMissingValueBetweenSpacesMayBeARecord() {
        String text = "id,text,n\n1,\"lost,%s\n2,end\",1\n";
        for (String missing : List.of("NA", "N/A", "not known", " padded ")) {
            for (String cell : List.of("%s", " %s", "%s ", "\t%s", "  %s  ")) {
                String lines = text.formatted(cell.formatted(missing));
                var settings = Map.of("group-by", "id", "measure", "n", "missing", missing);

                assertThat(records(lines, settings).rejected()).as(lines).isEqualTo(1);
            }
        }
        var settings = Map.of("group-by", "id", "measure", "n", "missing", "NA");
        for (String prose : List.of(" NAN", " is NA", "NA NA", " NA.", " na")) {
            String lines = text.formatted(prose);

            assertThat(records(lines, settings).rejected()).as(lines).isZero();
        }
    }

    @Test
    void fieldsWithLineEndsAreAccepted() {
        assertAccepted("k,n\n\"12 Main St\nSpringfield, IL\",1\n", "k", "n");
        assertAccepted("k,n\n\"12 Main St\nSpringfield, IL\",1\n", "k", "");
        assertAccepted("k,n\n\"Hello, world\nbye\",1\n", "k", "n");
        assertAccepted("n,k\n1,\"Hello\nbye all, world\"\n", "k", "n");
        assertAccepted("id,t,n\n1,\"Dear, all\nhello, world\",2\n", "id", "n");
        assertAccepted("id,t,n\n1,\"a\n\nb\r\nc\",2\n", "id", "n");
        assertAccepted("id,t,n\n1,\"one, two,\nthree\n\nfour\",2\n", "id", "n");
        assertAccepted("t\n\"a\nb\"\nc\n", "t", "");
    }

    @Test
    void aHeaderThatMayEncloseRecordsIsRefused() {
        String text = "id,\"text,n\n1,plain\",1\n2,x,1\n";

        assertThatThrownBy(() -> records(text, Map.of("group-by", "id")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContainingAll("the first record", "several lines", "quote=none");
        assertThat(records(text, Map.of("group-by", "c1", "header", "false")))
                .satisfies(records -> assertThat(records.rejected()).isEqualTo(1));
        assertThat(records("id,\"the\ntext\",n\n1,x,1\n", Map.of("measure", "n")).read())
                .isEqualTo(1);
    }

    // With `quote=none`, every line is a record. With `multiline=true`, no line may disappear in
    // another record that is accepted.
    @Test
    void noRecordDisappearsBetweenTwoStrayQuotes() {
        Seeds.each(
                400,
                random -> {
                    var lines = new ArrayList<String>();
                    int first = random.nextInt(4);
                    int last = first + 1 + random.nextInt(4);
                    for (int i = 0; i <= last + 2; i++) {
                        String cell = i == first ? "\"lost" : i == last ? "end\"" : "plain";
                        boolean isRagged = i > first && i < last && random.nextInt(3) == 0;
                        boolean isInvalid = random.nextInt(4) == 0;
                        lines.add(i + "," + cell + (isRagged ? "" : isInvalid ? ",n/a" : "," + i));
                    }
                    String text = "id,text,n\n" + String.join("\n", lines) + "\n";
                    for (String measure : List.of("", "n")) {
                        Records records =
                                records(text, Map.of("group-by", "text", "measure", measure));
                        assertThat(records.first())
                                .as(text)
                                .anyMatch(
                                        rejection -> rejection.reason().contains("several lines"));
                    }
                });
    }
}
