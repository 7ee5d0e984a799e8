using MetaService.Extraction.Headers;
using MetaService.Extraction.Tagging;
using MetaService.Extraction.Tokens;

namespace MetaService.Extraction.Places;

/// <summary>Resolves toponyms and chooses the region an article is about.</summary>
public sealed class Geoparser
{
    /// <summary>The places of an article, in order of first mention.</summary>
    public IReadOnlyList<ResolvedPlace> Resolve(TokenizedText tokens, IReadOnlyList<Mention> mentions, HeaderInfo header, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        return [];
    }

    /// <summary>Focus and mentioned countries.</summary>
    public Region ChooseRegion(TokenizedText tokens, IReadOnlyList<ResolvedPlace> places, IReadOnlyList<Mention> mentions, HeaderInfo header) =>
        Region.Empty;
}
