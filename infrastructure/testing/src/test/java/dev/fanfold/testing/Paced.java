package dev.fanfold.testing;

import dev.fanfold.items.ItemWorkload;
import dev.fanfold.items.Items;
import dev.fanfold.items.Permit;
import dev.fanfold.items.PlainItemWorkload;
import dev.fanfold.workload.Definition;
import dev.fanfold.workload.JobSettings;
import dev.fanfold.workload.Task;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;

/// An item workload with targets: it gets each URL of a list, and the target of a URL is its first
/// directory. Each request tells the server when the function was called, and the lease's number.
public final class Paced implements PlainItemWorkload<URI, Integer> {
    private final HttpClient client = HttpClient.newHttpClient();

    @Override
    public Definition definition() {
        return ItemWorkload.define("paced", "Gets each URL of a list, under limits.");
    }

    @Override
    public Items<URI> items(JobSettings settings) {
        return Items.lines(URI::create);
    }

    @Override
    public Optional<String> target(URI url) {
        return Optional.of(url.getHost() + "/" + url.getPath().split("/", -1)[1]);
    }

    @Override
    public Integer apply(URI url, Task task) throws Exception {
        long called = System.currentTimeMillis();
        HttpRequest request =
                HttpRequest.newBuilder(url)
                        .header("Called", Long.toString(called))
                        .header("Fence", Long.toString(Permit.current().fence()))
                        .build();
        Permit.current().check();
        int status = client.send(request, BodyHandlers.ofString()).statusCode();
        if (status != 200) {
            throw new IOException("status " + status);
        }
        return status;
    }
}
