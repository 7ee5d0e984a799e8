using MetaService.Extraction;
using MetaService.Extraction.Text;

namespace MetaService.Storage.Indexing;

/// <summary>What full-text search sees: the repaired title and body, folded.</summary>
internal readonly record struct SearchText(string Title, string Body)
{
    internal static SearchText Of(ArticleMetadata metadata)
    {
        var text = metadata.Text.Text;
        var title = metadata.Header.Title is { } found
            ? found.Spans is [var span, ..] ? Slice(text, span) : found.Value
            : "";
        var body = Slice(text, metadata.Header.Body);
        return new SearchText(TextFolding.Fold(title), TextFolding.Fold(body.Length > 0 ? body : text));
    }

    private static string Slice(string text, TextSpan span)
    {
        var start = Math.Clamp(span.Start, 0, text.Length);
        return text[start..Math.Clamp(span.End, start, text.Length)];
    }
}
