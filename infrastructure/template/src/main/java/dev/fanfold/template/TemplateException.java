package dev.fanfold.template;

/// Thrown if the local cloud cannot reproduce a template. The message names the file and the line.
public final class TemplateException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public TemplateException(Place place, String message) {
        super(place + ": " + message);
    }
}
