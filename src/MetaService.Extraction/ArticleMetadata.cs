using MetaService.Extraction.Actors;
using MetaService.Extraction.Dates;
using MetaService.Extraction.Headers;
using MetaService.Extraction.Places;
using MetaService.Extraction.Text;

namespace MetaService.Extraction;

/// <summary>All that was found in one article. Spans point into <see cref="RepairedText.Text"/>; <see cref="RepairedText.ToSource"/> leads back.</summary>
/// <param name="Text">The text, repaired, with its repairs.</param>
/// <param name="Header">Dates, outlet, credits, byline, dateline, title, body.</param>
/// <param name="Region">Focus and mentioned countries.</param>
/// <param name="Places">In order of first mention.</param>
/// <param name="Actors">Most salient first.</param>
/// <param name="Dates">Dated expressions of the body, in order.</param>
/// <param name="Warnings">Contradictions and gaps.</param>
/// <param name="ExtractorVersion">Version of code and data together.</param>
/// <param name="TextHash">See <see cref="TextFingerprint.Hash"/>.</param>
/// <param name="NearDuplicateKey">See <see cref="TextFingerprint.NearDuplicateKey"/>.</param>
public sealed record ArticleMetadata(
    RepairedText Text,
    HeaderInfo Header,
    Region Region,
    IReadOnlyList<ResolvedPlace> Places,
    IReadOnlyList<Actor> Actors,
    IReadOnlyList<DatedExpression> Dates,
    IReadOnlyList<ExtractionWarning> Warnings,
    string ExtractorVersion,
    string TextHash,
    string NearDuplicateKey);
