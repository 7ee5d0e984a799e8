using MetaService.Extraction.Headers;
using MetaService.Extraction.Tokens;

namespace MetaService.Extraction.Dates;

/// <summary>Finds dated expressions in the body and resolves them against the publication day.</summary>
public sealed class DateResolver
{
    /// <summary>The dated expressions of the body, in order of position.</summary>
    public IReadOnlyList<DatedExpression> Resolve(TokenizedText tokens, HeaderInfo header, ArticleContext context, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        return [];
    }
}
