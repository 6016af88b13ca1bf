package dev.fanfold.local.emulator;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A request for a listing without `encoding-type=url`. The response must contain the keys
/// literally.
///
/// A key may contain characters that XML 1.0 cannot represent, such as U+0000. S3 writes them as
/// character references, which most XML parsers reject, so its documentation recommends
/// `encoding-type=url`: https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html.
/// S3Proxy ends the document at such a character. So this request lets S3Proxy encode the keys, and
/// [#document] decodes them.
final class LiteralListing extends HttpServletRequestWrapper {
    private static final String PARAMETER = "encoding-type";
    private static final String ENCODED = "url";
    private static final String ENCODING_ELEMENT = "<EncodingType>url</EncodingType>";
    private static final Pattern KEYS =
            Pattern.compile(
                    "<(Key|Prefix|Delimiter|StartAfter|Marker|NextMarker|KeyMarker|NextKeyMarker)>([^<]*)</");

    private LiteralListing(HttpServletRequest request) {
        super(request);
    }

    /// The request for S3Proxy: a GET on a bucket, which may be a listing, is changed so that it
    /// asks for encoded keys. If it asks for them already, and for any other request, it is not
    /// changed.
    static HttpServletRequest of(HttpServletRequest request) {
        boolean isForBucket = request.getRequestURI().matches("/[^/]+/?");
        return isForBucket
                        && request.getMethod().equals("GET")
                        && request.getParameter(PARAMETER) == null
                ? new LiteralListing(request)
                : request;
    }

    @Override
    public String getParameter(String name) {
        return name.equals(PARAMETER) ? ENCODED : super.getParameter(name);
    }

    /// The document with literal keys. A document that is not a listing is not changed.
    static String document(String encoded) {
        if (!encoded.contains(ENCODING_ELEMENT)) {
            return encoded;
        }
        Matcher keys = KEYS.matcher(encoded.replace(ENCODING_ELEMENT, ""));
        return keys.replaceAll(key ->
                Matcher.quoteReplacement(
                        "<%s>%s</"
                                .formatted(
                                        key.group(1),
                                        escaped(
                                                URLDecoder.decode(
                                                        key.group(2), StandardCharsets.UTF_8)))));
    }

    private static String escaped(String key) {
        var text = new StringBuilder();
        key.codePoints()
                .forEach(c -> {
                    if (c < ' '
                            || c == 0x7f
                            || c == 0xfffe
                            || c == 0xffff
                            || "&<>\"".indexOf(c) >= 0) {
                        text.append("&#x%x;".formatted(c));
                    } else {
                        text.appendCodePoint(c);
                    }
                });
        return text.toString();
    }
}
