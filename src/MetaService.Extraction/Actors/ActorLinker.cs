using MetaService.Extraction.Headers;
using MetaService.Extraction.Places;
using MetaService.Extraction.Tagging;
using MetaService.Extraction.Tokens;

namespace MetaService.Extraction.Actors;

/// <summary>Links mentions to actors, within the document and to the knowledge base.</summary>
public sealed class ActorLinker
{
    /// <summary>The actors of an article, most salient first.</summary>
    public IReadOnlyList<Actor> Link(
        TokenizedText tokens, IReadOnlyList<Mention> mentions, IReadOnlyList<ResolvedPlace> places, Region region, HeaderInfo header, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        return [];
    }
}
