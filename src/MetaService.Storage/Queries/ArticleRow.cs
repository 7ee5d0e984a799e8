using MetaService.Storage.Content;

namespace MetaService.Storage.Queries;

/// <summary>A row of article with its content, as Dapper fills it.</summary>
internal sealed class ArticleRow
{
    internal const string Columns =
        """
        a.seq AS Seq, a.article_id AS ArticleId, a.sort_key AS SortKey, a.source_url AS SourceUrl, a.received_at AS ReceivedAt,
        a.ingested_at AS IngestedAt, a.updated_at AS UpdatedAt, a.revision AS Revision, v.version AS ExtractorVersion,
        a.text_hash AS TextHash, a.near_duplicate_key AS NearDuplicateKey, c.metadata AS Metadata
        """;

    internal const string Tables =
        "article a JOIN article_content c ON c.seq = a.seq JOIN extractor_version v ON v.extractor = a.extractor";

    public long Seq { get; set; }

    public string ArticleId { get; set; } = "";

    public long SortKey { get; set; }

    public string? SourceUrl { get; set; }

    public long? ReceivedAt { get; set; }

    public long IngestedAt { get; set; }

    public long UpdatedAt { get; set; }

    public long Revision { get; set; }

    public string ExtractorVersion { get; set; } = "";

    public byte[] TextHash { get; set; } = [];

    public string NearDuplicateKey { get; set; } = "";

    public byte[]? Text { get; set; }

    public byte[] Metadata { get; set; } = [];

    /// <summary>The id that was asked for, where rows answer a list of ids.</summary>
    public string? Requested { get; set; }

    internal StoredArticle ToStored() => new(
        ArticleId,
        Text is { } text ? ContentCodec.UnpackText(text) : "",
        SourceUrl,
        ReceivedAt is { } received ? new DateTimeOffset(received, TimeSpan.Zero) : null,
        new DateTimeOffset(IngestedAt, TimeSpan.Zero),
        new DateTimeOffset(UpdatedAt, TimeSpan.Zero),
        ContentCodec.UnpackBytes(Metadata),
        ExtractorVersion,
        Convert.ToHexStringLower(TextHash),
        NearDuplicateKey,
        Revision);
}
