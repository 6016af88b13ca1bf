package dev.fanfold.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.fanfold.messages.Fields;
import java.net.URI;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Outputs of a job, as a caller of the API lists them. [OutputPageTest] tests pages that end
/// early.
class OutputsTest {
    private final ApiFixture fixture = new ApiFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void anOutputHasItsTaskItsHashAndALink() throws Exception {
        fixture.numbers.outputs.add("b é.txt");
        ended();

        Fields output = fixture.outputs(Map.of()).objects("outputs").get(2);

        byte[] text = Sums.text(0, 2, "b é.txt");
        String key =
                fixture.application.outputs.keys().stream()
                        .filter(one -> one.contains("/0/2/"))
                        .findFirst()
                        .orElseThrow();
        URI url = URI.create(output.text("url"));
        assertThat(output.names())
                .containsExactly("round", "task", "name", "bytes", "sha256", "url");
        assertThat(output.number("round")).isZero();
        assertThat(output.number("task")).isEqualTo(2);
        assertThat(output.text("name")).isEqualTo("b é.txt");
        assertThat(output.number("bytes")).isEqualTo(text.length);
        assertThat(output.text("sha256"))
                .isEqualTo(
                        HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(text)));
        assertThat(url.getPath()).isEqualTo("/results/" + key);
        assertThat(url.getQuery())
                .contains("X-Amz-Expires=900", "attachment; filename*=UTF-8''b%20%C3%A9.txt");
    }

    @Test
    void pagesOfEverySizeAddUpToTheWholeList() {
        fixture.numbers.outputs.addAll(List.of("b", "a.b é"));
        fixture.numbers.rounds = 2;
        ended();
        List<String> all = new ArrayList<>();
        for (int round = 0; round < 2; round++) {
            for (int task = 0; task < 4; task++) {
                all.addAll(List.of(round + "/" + task + "/a.b é", round + "/" + task + "/b"));
            }
        }

        assertThat(names(fixture.outputs(Map.of()))).isEqualTo(all);
        for (int limit = 1; limit <= all.size() + 1; limit++) {
            List<Fields> pages = fixture.outputPages(Map.of("limit", "" + limit));

            assertThat(pages).hasSize(Math.ceilDiv(all.size(), limit));
            assertThat(pages.stream().flatMap(page -> names(page).stream()).toList())
                    .isEqualTo(all);
        }
    }

    @Test
    void aPageHas100OutputsByDefaultAnd1000AtMost() {
        for (int i = 0; i < 251; i++) {
            fixture.numbers.outputs.add("part-" + i);
        }
        ended();

        assertThat(names(fixture.outputs(Map.of()))).hasSize(100);
        assertThat(names(fixture.outputs(Map.of("limit", "1000")))).hasSize(1_000);
        assertThat(fixture.outputPages(Map.of("limit", "1000"))).hasSize(2);
        assertThat(status(Map.of("limit", "1001"))).isEqualTo(400);
    }

    @Test
    void aPatternSelectsNamesOnEveryPage() {
        fixture.numbers.outputs.addAll(List.of("a.txt", "b.txt", "b.csv"));
        ended();

        assertThat(names(ApiFixture.json(fixture.handle("api-list-outputs.json"))))
                .containsExactly("0/0/a.txt", "0/0/b.txt");
        List<Fields> pages = fixture.outputPages(Map.of("limit", "3", "name", "b.*"));
        assertThat(pages.stream().flatMap(page -> names(page).stream()))
                .containsExactly(
                        "0/0/b.csv",
                        "0/0/b.txt",
                        "0/1/b.csv",
                        "0/1/b.txt",
                        "0/2/b.csv",
                        "0/2/b.txt",
                        "0/3/b.csv",
                        "0/3/b.txt");
        assertThat(names(fixture.outputs(Map.of("name", "a.txt")))).hasSize(4);
        assertThat(names(fixture.outputs(Map.of("name", "a")))).isEmpty();
        assertThat(status(Map.of("name", "*".repeat(200)))).isEqualTo(200);
        assertThat(status(Map.of("name", "*".repeat(201)))).isEqualTo(400);
    }

    @Test
    void anOpenJobListsWhatIsFolded() {
        fixture.numbers.outputs.add("a");
        fixture.createAnnsJob(0);
        assertThat(names(fixture.outputs(Map.of()))).isEmpty();
        fixture.application.dispatch();
        fixture.application.worker.work(
                fixture.application.queue.receiveWork(3), () -> Duration.ofMinutes(1));
        assertThat(names(fixture.outputs(Map.of()))).isEmpty();
        fixture.application.fold();

        assertThat(names(fixture.outputs(Map.of()))).containsExactly("0/0/a", "0/1/a", "0/2/a");
        assertThat(
                        ApiFixture.json(fixture.handle("api-get-job.json"))
                                .object("job")
                                .object("ledger")
                                .object("outputs")
                                .number("count"))
                .isEqualTo(3);
    }

    @Test
    void outputsOfALostTaskAreNotListed() {
        fixture.numbers.outputs.add("a");
        fixture.numbers.poison.add(1);
        fixture.createAnnsJob(1);
        fixture.application.run(ApiFixture.JOB);

        assertThat(names(fixture.outputs(Map.of()))).containsExactly("0/0/a", "0/2/a", "0/3/a");
    }

    @Test
    void aJobWithoutOutputsHasAnEmptyListAndNoneInItsLedger() {
        ended();

        Fields page = fixture.outputs(Map.of());
        assertThat(page.names()).containsExactly("outputs");
        assertThat(names(page)).isEmpty();
        assertThat(fixture.handle("api-get-job.json").getBody()).doesNotContain("outputs");
    }

    @Test
    void anExpiredListIsAConflict() {
        fixture.numbers.outputs.add("a");
        ended();
        fixture.application.outputs.expire();

        APIGatewayProxyResponseEvent response =
                fixture.handle(fixture.event("api-list-outputs.json"));

        assertThat(response.getStatusCode()).isEqualTo(409);
        assertThat(ApiFixture.json(response).text("detail")).contains("expire with the answer");
    }

    // The tokens are {, a, 0.0, x.0.a, -1.0.a, 0.-1.a and 2147483648.0.a.
    @ParameterizedTest
    @CsvSource({
        "limit,0",
        "limit,x",
        "name,''",
        "round,0",
        "after,{",
        "after,''",
        "after,YQ",
        "after,MC4w",
        "after,eC4wLmE",
        "after,LTEuMC5h",
        "after,MC4tMS5h",
        "after,MjE0NzQ4MzY0OC4wLmE"
    })
    void aParameterThatIsWrongIsNamedWithItsValue(String name, String value) {
        fixture.createAnnsJob(0);
        APIGatewayProxyRequestEvent event = fixture.event("api-list-outputs.json");
        event.setQueryStringParameters(Map.of(name, value));

        APIGatewayProxyResponseEvent response = fixture.handle(event);

        assertThat(response.getStatusCode()).isEqualTo(400);
        assertThat(ApiFixture.json(response).text("detail")).contains(name);
        if (name.equals("after")) {
            assertThat(ApiFixture.json(response).text("detail")).contains("not \"" + value + "\"");
        }
    }

    @Test
    void aTokenBeyondTheLastOutputIsAnEmptyPage() {
        fixture.numbers.outputs.add("a");
        ended();

        for (String token : List.of(PageToken.of(0, 3, "a"), PageToken.of(2147483646, 0, ""))) {
            assertThat(fixture.outputs(Map.of("after", token)).names()).containsExactly("outputs");
        }
    }

    private void ended() {
        fixture.createAnnsJob(0);
        fixture.application.run(ApiFixture.JOB);
    }

    private int status(Map<String, String> query) {
        APIGatewayProxyRequestEvent event = fixture.event("api-list-outputs.json");
        event.setQueryStringParameters(new HashMap<>(query));
        return fixture.handle(event).getStatusCode();
    }

    private static List<String> names(Fields page) {
        return page.objects("outputs").stream()
                .map(output ->
                        output.number("round")
                                + "/"
                                + output.number("task")
                                + "/"
                                + output.text("name"))
                .toList();
    }
}
