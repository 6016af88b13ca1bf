package dev.fanfold.engine.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.workload.Definition;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.JobSettings;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Summing;
import dev.fanfold.workload.Table;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The definitions of workloads, and the checks of requests against them.
class WorkloadsTest {
    private static final Counts READING =
            new Counts(
                    Definition.of("counts", "Counts.")
                            .with("column", "which")
                            .with("separator", "between", ",")
                            .reading("look at the file"));
    private static final Counts WAITING = new Counts(Definition.of("waits", "Waits."));
    private static final Workloads WORKLOADS = Workloads.of(READING, WAITING);

    @Test
    void whatARequestLeavesOutHasItsDefault() {
        JobRequest whole = WORKLOADS.complete(request("counts", Map.of("column", "c"), "s3://a/b"));

        assertThat(whole.settings().values())
                .containsExactly(Map.entry("column", "c"), Map.entry("separator", ","));
        assertThat(WORKLOADS.complete(whole)).isEqualTo(whole);
    }

    @Test
    void whatARequestGivesIsKept() {
        JobRequest whole =
                WORKLOADS.complete(
                        request("counts", Map.of("column", "c", "separator", ";"), "s3://a/b"));

        assertThat(whole.settings().text("separator")).isEqualTo(";");
    }

    @Test
    void missingAndUnknownPartsOfARequestAreNamed() {
        assertRefused(
                request("counts", Map.of(), "s3://a/b"),
                "counts needs the setting column (which): add --set column=...");
        assertRefused(
                request("counts", Map.of("column", "c"), null),
                "counts reads an input: add --input FILE");
        assertRefused(
                request("waits", Map.of(), "s3://a/b"), "waits reads no input: leave out s3://a/b");
        assertRefused(
                request("counts", Map.of("colum", "c"), "s3://a/b"),
                "counts has no setting \"colum\" (did you mean column?); it has column, separator");
        assertRefused(
                request("count", Map.of(), null),
                "no workload is called \"count\" (did you mean counts?); there are counts, waits");
    }

    @Test
    void ofAFamilyAnySettingIsTakenAndNoneIsNeeded() {
        var crawl =
                new Counts(
                        Definition.of("crawl", "Crawls.")
                                .with("depth", "how deep")
                                .with("select.*", "what to take, and how it is called"));
        var workloads = Workloads.of(crawl);
        var some = Map.of("depth", "2", "select.price", ".price", "select.a.b", "h1");

        assertThat(workloads.complete(request("crawl", some, null)).settings().values())
                .isEqualTo(some);
        assertThat(JobSettings.of(some).family("select.*"))
                .containsExactly(Map.entry("a.b", "h1"), Map.entry("price", ".price"));
        assertThat(
                        workloads
                                .complete(request("crawl", Map.of("depth", "2"), null))
                                .settings()
                                .family("select.*"))
                .isEmpty();
    }

    @Test
    void whatIsInNoFamilyIsRefusedWithTheNearestName() {
        var crawl =
                Workloads.of(
                        new Counts(
                                Definition.of("crawl", "Crawls.")
                                        .with("depth", "how deep", "1")
                                        .with("select.*", "what to take")));
        Map.of(
                        "selct.price", " (did you mean select.price?)",
                        "select", " (did you mean select.*?)",
                        "select.", " (did you mean select.*?)",
                        "dept", " (did you mean depth?)",
                        "xselect.price", " (did you mean select.price?)",
                        "colour", "")
                .forEach((given, hint) ->
                        assertThatThrownBy(() ->
                                        crawl.complete(request("crawl", Map.of(given, "x"), null)))
                                .hasMessage(
                                        "crawl has no setting \"%s\"%s; it has depth, select.*"
                                                .formatted(given, hint)));
    }

    @Test
    void aFamilyOfAnotherShapeOrWithADefaultIsRefused() {
        Definition crawl = Definition.of("crawl", "Crawls.");

        for (String name : List.of("*", ".*", "select*", "se*.lect", "a.*.b", "*.a")) {
            assertThatThrownBy(() -> crawl.with(name, "x"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("like select.*")
                    .hasMessageContaining(name);
        }
        assertThatThrownBy(() -> crawl.with("select.*", "x", "y")).hasMessageContaining("default");
    }

    @Test
    void aVersionIsWhatTheAuthorStatesOrElseThatOfTheCode() {
        var stated = new Counts(Definition.of("stated", "Counts.").versioned("2.0-rc1"));
        Workloads workloads = Workloads.of(stated, WAITING);

        assertThat(workloads.version("stated")).isEqualTo("2.0-rc1");
        assertThat(workloads.version("waits"))
                .matches("[0-9a-f]{16}")
                .isEqualTo(Workloads.of(WAITING).version("waits"));
        assertThat(Definition.of("a", "b").versioned("v".repeat(40)).version()).hasSize(40);
        for (String bad : List.of("v".repeat(41), "1 2", "a/b", "ü")) {
            assertThatThrownBy(() -> Definition.of("a", "b").versioned(bad))
                    .hasMessageContaining("at most 40")
                    .hasMessageContaining(bad);
        }
    }

    @Test
    void workloadsAreListedByName() {
        assertThat(WORKLOADS.all()).containsExactly(READING, WAITING);
        assertThat(Workloads.discovered().all()).isEmpty();
    }

    @Test
    void twoOfOneNameAreRefused() {
        assertThatThrownBy(() -> Workloads.of(WAITING, WAITING))
                .hasMessage("two workloads are called waits");
    }

    @Test
    void aDefinitionIsChangedOneThingAtATime() {
        Definition plain = Definition.of("waits", "Waits.");

        assertThat(plain.computing().cpuBound()).isTrue();
        assertThat(plain.within(Duration.ofSeconds(3)).taskTimeout())
                .isEqualTo(Duration.ofSeconds(3));
        assertThat(plain.in("video").pool()).isEqualTo("video");
        assertThat(
                        plain.with("tasks", "how many", "1")
                                .computing()
                                .in("video")
                                .versioned("7")
                                .within(Duration.ofSeconds(3))
                                .reading("hint"))
                .isEqualTo(
                        new Definition(
                                "waits",
                                "Waits.",
                                List.of(
                                        new Definition.Setting(
                                                "tasks", "how many", Optional.of("1"))),
                                true,
                                true,
                                Duration.ofSeconds(3),
                                "hint",
                                "video",
                                "7"));
    }

    @Test
    void aPoolsNameHasTwentyCharactersAtMost() {
        Definition plain = Definition.of("waits", "Waits.");

        assertThat(plain.in("a" + "-".repeat(19)).pool()).hasSize(20);
        for (String bad : List.of("", "a".repeat(21), "A", "1a", "a_b", "-a")) {
            assertThatThrownBy(() -> plain.in(bad))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageEndingWith(", not " + bad);
        }
    }

    @Test
    void anAnswerSoFarIsWhatFinishingMakesOfIt() throws Exception {
        var job = Finishing.complete(JobSettings.of(Map.of()), Plan.numbers(0, 1, 1));

        assertThat(WAITING.preview(7L, job)).contains("total 7");
    }

    @Test
    void aRowHasAValueUnderEachColumn() {
        assertThat(new Table(List.of("a", "b"), List.of(List.of("1", "2"))).rows()).hasSize(1);
        assertThatThrownBy(() -> new Table(List.of("a", "b"), List.of(List.of("1"))))
                .hasMessage("a row of 1 values under 2 columns: [1]");
    }

    private static void assertRefused(JobRequest request, String why) {
        assertThatThrownBy(() -> WORKLOADS.complete(request))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(why);
    }

    private static JobRequest request(
            String workload, Map<String, String> settings, @Nullable String input) {
        return new JobRequest(
                workload,
                JobSettings.of(settings),
                JobOptions.DEFAULT,
                input == null ? null : URI.create(input),
                "me",
                0);
    }

    private record Counts(Definition definition) implements Summing {
        @Override
        public Plan plan(Planning job) {
            return Plan.numbers(0, 1, 1);
        }

        @Override
        public TaskResult<Long> work(Task task) {
            return TaskResult.all(task, 1L);
        }

        @Override
        public Finished finish(Long total, Finishing job) {
            return Finished.done("total " + total);
        }
    }
}
