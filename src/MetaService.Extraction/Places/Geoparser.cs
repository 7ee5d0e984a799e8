using System.Collections.ObjectModel;
using MetaService.Extraction.Actors.Knowledge;
using MetaService.Extraction.Headers;
using MetaService.Extraction.Tagging;
using MetaService.Extraction.Tokens;

namespace MetaService.Extraction.Places;

/// <summary>Resolves toponyms and chooses the region an article is about. Immutable and thread-safe.</summary>
public sealed class Geoparser
{
    private readonly RegionModel _regions;

    /// <summary>A geoparser over the data built into this assembly.</summary>
    public Geoparser() => _regions = new RegionModel(KnowledgeBase.LoadEmbedded());

    /// <summary>The places of an article, in order of first mention; the dateline's first.</summary>
    /// <param name="tokens">Tokens of title and body.</param>
    /// <param name="mentions">The tagger's names. Where there are none, known names in capital letters are taken.</param>
    /// <param name="header">Dateline and outlet.</param>
    /// <param name="cancellation">Checked between the steps and now and then within them.</param>
    public IReadOnlyList<ResolvedPlace> Resolve(TokenizedText tokens, IReadOnlyList<Mention> mentions, HeaderInfo header, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        var document = DocumentGeography.Read(tokens, mentions, header, cancellation);
        var toponyms = ToponymFinder.Find(tokens, mentions, header, document, cancellation);
        var resolver = new ToponymResolver(toponyms, document, header);
        resolver.Resolve(cancellation);
        return new PlaceList(document, PlaceAssembler.Assemble(toponyms, document, resolver.DominantCountry, resolver.DominantShare));
    }

    /// <summary>Focus and mentioned countries.</summary>
    /// <param name="tokens">Tokens of title and body.</param>
    /// <param name="places">Resolved places.</param>
    /// <param name="mentions">The tagger's names: bodies and groups of the knowledge base are evidence for their countries.</param>
    /// <param name="header">Title, dateline and outlet.</param>
    public Region ChooseRegion(TokenizedText tokens, IReadOnlyList<ResolvedPlace> places, IReadOnlyList<Mention> mentions, HeaderInfo header) =>
        _regions.Choose(
            places is PlaceList { Document: var read } ? read : DocumentGeography.Read(tokens, mentions, header, CancellationToken.None),
            tokens, places, mentions, header);

    /// <summary>Places with the reading of the article that they came from, so that it is read once.</summary>
    private sealed class PlaceList(DocumentGeography document, IReadOnlyList<ResolvedPlace> places) : ReadOnlyCollection<ResolvedPlace>([.. places])
    {
        public DocumentGeography Document { get; } = document;
    }
}
