using MetaService.Extraction.Dates;

namespace MetaService.Extraction;

/// <summary>What a caller hands over.</summary>
/// <param name="Text">The article as scraped, header and body; any string, lone surrogates and control characters included.</param>
/// <param name="Context">What is known beside the text.</param>
public sealed record Article(string Text, ArticleContext Context);

/// <summary>What is known of an article beside its text. All of it is optional.</summary>
/// <param name="SourceUrl">Address of the page, or null.</param>
/// <param name="ReceivedAt">When the caller received the text: an upper bound for its publication, never a publication date; or null.</param>
/// <param name="Hints">What the caller asserts.</param>
public sealed record ArticleContext(string? SourceUrl, DateTimeOffset? ReceivedAt, ArticleHints Hints)
{
    /// <summary>Nothing known.</summary>
    public static ArticleContext Empty { get; } = new(null, null, ArticleHints.None);

    /// <summary>Date orders learned from stored articles, or null. Evidence below the text's own and above the outlet catalogue's country.</summary>
    public IOutletProfiles? Profiles { get; init; }
}

/// <summary>What a caller asserts about an article. It outranks what would be inferred, never what is printed.</summary>
/// <param name="OutletId">Id of an outlet in the catalogue, or null.</param>
/// <param name="Country">ISO 3166-1 alpha-2 of the outlet's home, or null.</param>
/// <param name="DateOrder">Order of numeric dates, or <see cref="DateOrder.Unknown"/>.</param>
/// <param name="DefaultZone">IANA zone of printed clocks without a zone, or null.</param>
public sealed record ArticleHints(string? OutletId, string? Country, DateOrder DateOrder, string? DefaultZone)
{
    /// <summary>No assertion.</summary>
    public static ArticleHints None { get; } = new(null, null, DateOrder.Unknown, null);
}

/// <summary>Date orders proven by an outlet's other articles.</summary>
public interface IOutletProfiles
{
    /// <summary>The order proven for an outlet, <see cref="DateOrder.Unknown"/> where nothing is proven or the proofs disagree.</summary>
    DateOrder DateOrderOf(string outletId);
}
