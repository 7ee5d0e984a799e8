using MetaService.Extraction;

namespace MetaService.Storage;

/// <summary>An article to keep.</summary>
/// <param name="ArticleId">The caller's id, or null to have one made (UUID version 7, sorted by time).</param>
/// <param name="Text">The text as received.</param>
/// <param name="SourceUrl">Address of the page, or null.</param>
/// <param name="ReceivedAt">When the caller received it, or null.</param>
/// <param name="Extracted">What was found; the indexes are derived from it.</param>
/// <param name="MetadataBytes">The same for exact answers, in the caller's own encoding; kept as it is.</param>
public sealed record ArticleToStore(
    string? ArticleId,
    string Text,
    string? SourceUrl,
    DateTimeOffset? ReceivedAt,
    ArticleMetadata Extracted,
    byte[] MetadataBytes);

/// <summary>What became of an article that was handed over.</summary>
public enum IngestOutcome
{
    /// <summary>Stored as a new article.</summary>
    Created,

    /// <summary>The same text, white space aside, was stored before under the same id, or no id was given.</summary>
    Unchanged,

    /// <summary>A known id came with a new text, which replaces the old one.</summary>
    Updated,

    /// <summary>The same text is stored under another id. Nothing new is stored; the given id leads to the stored article from now on.</summary>
    DuplicateOf,
}

/// <summary>Answer to <see cref="ArticleStore.IngestAsync"/>.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Article">The article as stored now.</param>
/// <param name="NearDuplicates">Ids of other stored articles with the same near-duplicate key, oldest first, at most 10; may be empty.</param>
public sealed record IngestResult(IngestOutcome Outcome, StoredArticle Article, IReadOnlyList<string> NearDuplicates);

/// <summary>An article as stored.</summary>
/// <param name="ArticleId">Its id.</param>
/// <param name="Text">The text as received; empty where a query asked to leave it out.</param>
/// <param name="SourceUrl">Address of the page, or null.</param>
/// <param name="ReceivedAt">When the caller received it, in UTC, or null.</param>
/// <param name="IngestedAt">When it was stored first, in UTC.</param>
/// <param name="UpdatedAt">When text or metadata changed last, in UTC.</param>
/// <param name="Metadata">The bytes handed over with it.</param>
/// <param name="ExtractorVersion">Version of the extractor that made them.</param>
/// <param name="TextHash">Lower-case hex hash of the text without white space.</param>
/// <param name="NearDuplicateKey">Key that near copies share; may be empty.</param>
/// <param name="Revision">1 when created, one more with each change.</param>
public sealed record StoredArticle(
    string ArticleId,
    string Text,
    string? SourceUrl,
    DateTimeOffset? ReceivedAt,
    DateTimeOffset IngestedAt,
    DateTimeOffset UpdatedAt,
    byte[] Metadata,
    string ExtractorVersion,
    string TextHash,
    string NearDuplicateKey,
    long Revision);
