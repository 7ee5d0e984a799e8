using System.Reflection;
using MetaService.Extraction.Actors;
using MetaService.Extraction.Dates;
using MetaService.Extraction.Headers;
using MetaService.Extraction.Places;
using MetaService.Extraction.Resources;
using MetaService.Extraction.Tagging;
using MetaService.Extraction.Text;
using MetaService.Extraction.Tokens;

namespace MetaService.Extraction;

/// <summary>Turns an article into metadata. Immutable and thread-safe: build one and share it.</summary>
public sealed class MetadataExtractor
{
    private readonly TextRepairer _repairer = new();
    private readonly HeaderParser _headers = new();
    private readonly Tokenizer _tokenizer = new();
    private readonly NameTagger _tagger = new();
    private readonly Geoparser _geoparser = new();
    private readonly ActorLinker _linker = new();
    private readonly DateResolver _dates = new();

    /// <summary>Version of the code, and a fingerprint of the data that it was built with; stands in every answer and stored row.</summary>
    public string Version { get; } =
        typeof(MetadataExtractor).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
        + "+data." + EmbeddedData.Fingerprint();

    /// <summary>Extracts the metadata of an article.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled; checked between and within the stages.</exception>
    public ArticleMetadata Extract(Article article, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(article);
        var text = _repairer.Repair(article.Text, cancellation);
        var header = _headers.Parse(text, article.Context, cancellation);
        var tokens = _tokenizer.Tokenize(text.Text, header.Title?.Spans is [var title, ..] ? title : null, header.Body, cancellation);
        var mentions = _tagger.Tag(tokens, cancellation);
        var places = _geoparser.Resolve(tokens, mentions, header, cancellation);
        var region = _geoparser.ChooseRegion(tokens, places, mentions, header);
        var actors = _linker.Link(tokens, mentions, places, region, header, cancellation);
        var dates = _dates.Resolve(tokens, header, article.Context, cancellation);
        return new ArticleMetadata(
            text,
            header,
            region,
            places,
            actors,
            dates,
            header.Warnings,
            Version,
            TextFingerprint.Hash(article.Text),
            TextFingerprint.NearDuplicateKey(text.Text, header.Body));
    }
}
