package dev.fanfold.testing;

import dev.fanfold.items.ItemWorkload;
import dev.fanfold.items.Items;
import dev.fanfold.items.PlainItemWorkload;
import dev.fanfold.workload.Definition;
import dev.fanfold.workload.JobSettings;
import dev.fanfold.workload.PermanentFailureException;
import dev.fanfold.workload.Task;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/// The item workload of docs/writing-a-workload.md.
public final class Visits implements PlainItemWorkload<URI, Visits.Page> {
    private final HttpClient client = HttpClient.newHttpClient();

    record Page(int status, int characters) {}

    @Override
    public Definition definition() {
        return ItemWorkload.define("visits", "Gets each URL of a list.");
    }

    @Override
    public Items<URI> items(JobSettings settings) {
        return Items.lines(URI::create);
    }

    @Override
    public Page apply(URI url, Task task) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url).build();
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        int status = response.statusCode();
        if (status >= 500) {
            throw new IOException("status " + status); // the item is tried again
        }
        if (status >= 400) {
            throw new PermanentFailureException("status " + status);
        }
        return new Page(status, response.body().length());
    }
}
