package dev.fanfold.aws;

import dev.fanfold.engine.arrival.InboxKey;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// Ways for callers to put inputs and to fetch answers without AWS rights of their own.
///
/// Each owner has a prefix in the inbox, derived from the owner's name; inputs of other owners lie
/// elsewhere, and nobody can guess where.
public final class ObjectLinks {
    /// What one POST may upload: https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html
    public static final long MAX_BYTES = 5L * 1024 * 1024 * 1024;

    /// What a file may be called: letters, digits, dots, dashes and underscores, at most 128. None
    /// of them is escaped in a URI, so that a reference to an upload has one spelling.
    public static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

    // After the owner's prefix: what was drawn for an upload, or the digest of what was kept.
    private static final Pattern GIVEN_OUT =
            Pattern.compile("(?:[0-9a-f]{32}|[0-9a-f]{64})/" + FILE_NAME.pattern());

    static final Duration GOOD_FOR = Duration.ofMinutes(15);
    private final String inbox;
    private final String results;
    private final S3BlobStore objects;
    private final PresignedPost posts;
    private final Supplier<S3Presigner> presigner;
    private final SecureRandom random = new SecureRandom();

    private ObjectLinks(Settings settings, SdkClients clients) {
        this.inbox = settings.inboxBucket();
        this.results = settings.resultsBucket();
        this.objects = new S3BlobStore(new Lazy<>(clients::s3), inbox);
        this.posts = new PresignedPost(settings, clients);
        this.presigner = new Lazy<>(clients::presigner);
    }

    public static ObjectLinks of(Settings settings) {
        return new ObjectLinks(settings, new SdkClients(settings));
    }

    /// A POST that is good for one object.
    ///
    /// @param fields form fields to be sent before the file
    /// @param object where the file will be
    public record UploadForm(URI url, Map<String, String> fields, URI object, Instant expires) {}

    /// A way to upload one file of `least` to `most` bytes.
    ///
    /// @param file its name, a [#FILE_NAME]
    public UploadForm writing(String owner, String file, long least, long max, Instant now) {
        byte[] name = new byte[16];
        random.nextBytes(name);
        String key = prefix(owner) + HexFormat.of().formatHex(name) + "/" + file;
        Instant expires = now.plus(GOOD_FOR);
        Map<String, String> fields =
                posts.fields(new PresignedPost.Terms(inbox, key, least, max, now, expires));
        return new UploadForm(posts.url(inbox), fields, InboxKey.uri(inbox, key), expires);
    }

    /// Puts an input there; the same bytes lie in the same place.
    public URI keep(String owner, byte[] lines) {
        String key = prefix(owner) + Digests.hex(lines) + "/items.jsonl";
        objects.putIfAbsent(key, lines);
        return InboxKey.uri(inbox, key);
    }

    /// Puts a file there; the same bytes under the same name lie in the same place.
    public URI keep(String owner, Path file) throws IOException {
        String key = prefix(owner) + Digests.hex(file) + "/" + file.getFileName();
        objects.putIfAbsent(key, RequestBody.fromFile(file));
        return InboxKey.uri(inbox, key);
    }

    /// The object that this owner's reference to an upload means: the text of a
    /// [UploadForm#object], or of what [#keep] returned, to the letter. Nothing is decoded or
    /// resolved, because an object is owned by its literal key: a reference in any other spelling
    /// is nobody's.
    public Optional<URI> own(String owner, String reference) {
        String start = "s3://" + inbox + "/" + prefix(owner);
        return reference.startsWith(start)
                        && GIVEN_OUT.matcher(reference.substring(start.length())).matches()
                ? Optional.of(URI.create(reference))
                : Optional.empty();
    }

    /// Where the value under this key can be read.
    public URL reading(String key) {
        return presigner
                .get()
                .presignGetObject(presign ->
                        presign.signatureDuration(GOOD_FOR)
                                .getObjectRequest(get -> get.bucket(results).key(key)))
                .url();
    }

    private static String prefix(String owner) {
        String name = Digests.hex(owner.getBytes(StandardCharsets.UTF_8));
        return InboxKey.UPLOADS + name.substring(0, 32) + "/";
    }
}
