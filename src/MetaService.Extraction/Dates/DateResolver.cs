using MetaService.Extraction.Headers;
using MetaService.Extraction.Tokens;

namespace MetaService.Extraction.Dates;

/// <summary>
/// Finds dated expressions in the body and resolves them against the publication day: full and partial dates, weekdays by tense,
/// "today" and its kin, "two days ago", "last month", months and years. Nothing is invented: where the page gives no day to count
/// from, an expression stays open. English bodies get the full treatment, others their dates and weekdays.
/// </summary>
public sealed class DateResolver
{
    /// <summary>The dated expressions of the body, in order of position. Linear in the body's length; never throws on any text.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    public IReadOnlyList<DatedExpression> Resolve(TokenizedText tokens, HeaderInfo header, ArticleContext context, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(context);
        cancellation.ThrowIfCancellationRequested();
        var text = tokens.Text;
        var body = header.Body;
        if (body.Length <= 0 || body.Start < 0 || body.End > text.Length)
        {
            return [];
        }

        var found = StampLexer.Tokenize(text, body, DateWords.Default, joinLines: true, cancellation);
        var reader = new StampReader(text, found, ZoneTable.Default);
        var anchor = BodyAnchor.Of(text, header, context);
        return new BodyDateReader(text, reader, anchor, header.Language).Read(cancellation);
    }
}
