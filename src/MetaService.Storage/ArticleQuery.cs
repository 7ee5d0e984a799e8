using MetaService.Extraction.Actors;
using MetaService.Extraction.Dates;

namespace MetaService.Storage;

/// <summary>Order of a list.</summary>
public enum ArticleOrder
{
    /// <summary>Newest publication first; articles without a publication date last. Within a day by the printed clock.</summary>
    PublishedDescending,

    /// <summary>Oldest publication first; articles without a publication date before all.</summary>
    PublishedAscending,

    /// <summary>Stored last first.</summary>
    IngestedDescending,

    /// <summary>Stored first first.</summary>
    IngestedAscending,

    /// <summary>
    /// Best match of the full-text query first (BM25, title before body). Ranks the newest <see cref="ArticleQuery.MaxRanked"/> matches and
    /// leaves out older ones.
    /// While articles are being stored, scores shift a little, and pages may repeat or miss one.
    /// </summary>
    Relevance,
}

/// <summary>
/// Which articles are meant. Every condition that is set must hold; within one that lists several values any of them is enough. Names are
/// compared without regard to case, diacritics and punctuation.
/// </summary>
public sealed record ArticleFilter
{
    /// <summary>
    /// First publication day, or null. An article matches a range if any day that its date may mean lies within it: one known to the month
    /// 2019-08 matches a range that starts on 2019-08-31. A month or year here means its first day. Articles without a date never match.
    /// Of an ambiguous date the preferred reading counts.
    /// </summary>
    public PartialDate? PublishedFrom { get; init; }

    /// <summary>Last publication day, included, or null. A month or year here means its last day.</summary>
    public PartialDate? PublishedTo { get; init; }

    /// <summary>Outlets by catalogue id or name.</summary>
    public IReadOnlyList<string> Outlets { get; init; } = [];

    /// <summary>Credited agencies by catalogue id or name.</summary>
    public IReadOnlyList<string> Agencies { get; init; } = [];

    /// <summary>Focus countries, ISO 3166-1 alpha-2.</summary>
    public IReadOnlyList<string> FocusCountries { get; init; } = [];

    /// <summary>Mentioned countries, focus included, ISO 3166-1 alpha-2.</summary>
    public IReadOnlyList<string> MentionedCountries { get; init; } = [];

    /// <summary>Actors by id.</summary>
    public IReadOnlyList<string> ActorIds { get; init; } = [];

    /// <summary>Actors by any name that the article or the knowledge base gives them, short forms included.</summary>
    public IReadOnlyList<string> ActorNames { get; init; } = [];

    /// <summary>Types of actors.</summary>
    public IReadOnlyList<ActorType> ActorTypes { get; init; } = [];

    /// <summary>Places by name.</summary>
    public IReadOnlyList<string> Places { get; init; } = [];

    /// <summary>First-order divisions by name: of a place, or named themselves.</summary>
    public IReadOnlyList<string> Admin1 { get; init; } = [];

    /// <summary>Languages, ISO 639-1 or <c>und</c>.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>Codes of warnings, e.g. <c>date.weekday-mismatch</c>.</summary>
    public IReadOnlyList<string> WarningCodes { get; init; } = [];

    /// <summary>True: with a warning, false: without any; null: no matter.</summary>
    public bool? HasWarnings { get; init; }

    /// <summary>
    /// Least confidence of the article, 0 to 1, or null: the lower one of publication date and outlet; 0 where neither was found. Both are
    /// compared in hundredths, rounded.
    /// </summary>
    public double? MinConfidence { get; init; }

    /// <summary>
    /// Full-text query over the repaired title and body, or null. Words must all occur; <c>"a phrase"</c>, <c>pre*</c>, <c>AND</c>,
    /// <c>OR</c>, <c>NOT</c> or <c>-</c>, and parentheses work as usual. <c>al-Shammari</c> is the phrase "al shammari".
    /// </summary>
    public string? Text { get; init; }
}

/// <summary>A page of a list that is asked for.</summary>
public sealed record ArticleQuery
{
    /// <summary>Largest page.</summary>
    public const int MaxPageSize = 1000;

    /// <summary>So many of the newest matches are ranked under <see cref="ArticleOrder.Relevance"/>.</summary>
    public const int MaxRanked = 2000;

    /// <summary>Which articles.</summary>
    public ArticleFilter Filter { get; init; } = new();

    /// <summary>In what order.</summary>
    public ArticleOrder Order { get; init; }

    /// <summary>Articles a page, 1 to <see cref="MaxPageSize"/>.</summary>
    public int PageSize { get; init; } = 50;

    /// <summary><see cref="ArticlePage.NextPageToken"/> of the page before, or null or empty for the first one.</summary>
    public string? PageToken { get; init; }

    /// <summary>False leaves <see cref="StoredArticle.Text"/> empty, which is faster.</summary>
    public bool IncludeText { get; init; } = true;
}

/// <summary>An article that a query found.</summary>
/// <param name="Article">The article.</param>
/// <param name="Snippet">Where the full-text query matched; null without one or where the words stand in the repaired text only.</param>
public sealed record ArticleHit(StoredArticle Article, Snippet? Snippet);

/// <summary>A piece of the text as received around a match.</summary>
/// <param name="Text">The piece, white space as single blanks.</param>
/// <param name="Start">Where it starts in the text as received, in UTF-16 code units.</param>
/// <param name="Highlights">The matching words within <paramref name="Text"/>, half-open ranges in order.</param>
public sealed record Snippet(string Text, int Start, IReadOnlyList<(int Start, int Length)> Highlights);

/// <summary>A page of a list.</summary>
/// <param name="Hits">The articles in the order asked for.</param>
/// <param name="NextPageToken">Token of the next page; null on the last one. Stays good while articles come and go.</param>
public sealed record ArticlePage(IReadOnlyList<ArticleHit> Hits, string? NextPageToken);
