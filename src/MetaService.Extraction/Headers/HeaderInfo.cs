using MetaService.Extraction.Dates;

namespace MetaService.Extraction.Headers;

/// <summary>The outlet of an article.</summary>
/// <param name="Id">Id in the outlet catalogue, or empty for one that is not in it.</param>
/// <param name="Name">Usual English name.</param>
/// <param name="PrintedName">As the page prints it; empty where it comes from the address or a hint.</param>
/// <param name="Section">Section or channel printed beside it, or null.</param>
/// <param name="Country">ISO 3166-1 alpha-2 of its home, or null where not settled.</param>
/// <param name="Kind">newspaper, agency, broadcaster, site, aggregator, magazine or institution; empty where not known.</param>
public sealed record OutletInfo(string Id, string Name, string PrintedName, string? Section, string? Country, string Kind);

/// <summary>An agency or feed that a page credits.</summary>
/// <param name="Id">Id in the outlet catalogue, or empty.</param>
/// <param name="Name">Usual English name.</param>
public sealed record SourceCredit(string Id, string Name);

/// <summary>What stands around an article's body.</summary>
public sealed record HeaderInfo
{
    /// <summary>When the article was published; null where nothing says so.</summary>
    public Finding<DateStamp>? Published { get; init; }

    /// <summary>When the page was changed last; null where not printed.</summary>
    public Finding<DateStamp>? Modified { get; init; }

    /// <summary>When the page was collected (the corpus prefix); null where not printed.</summary>
    public Finding<PartialDate>? CollectionDate { get; init; }

    /// <summary>Who published the page; null where nothing says so.</summary>
    public Finding<OutletInfo>? Outlet { get; init; }

    /// <summary>The wire agency credited; null where none is.</summary>
    public Finding<SourceCredit>? Agency { get; init; }

    /// <summary>The feed through which the outlet got the article; null where none is printed.</summary>
    public Finding<SourceCredit>? Feed { get; init; }

    /// <summary>Authors as printed, without "By"; people only; may be empty.</summary>
    public IReadOnlyList<Finding<string>> Bylines { get; init; } = [];

    /// <summary>Cities of the dateline under their usual English names, as printed order; may be empty.</summary>
    public IReadOnlyList<Finding<string>> DatelinePlaces { get; init; } = [];

    /// <summary>Headline without version marks; null where none stands apart from the body.</summary>
    public Finding<string>? Title { get; init; }

    /// <summary>The body: behind header and dateline, before the tail; the first copy where it is printed twice. May be empty.</summary>
    public TextSpan Body { get; init; }

    /// <summary>Two-letter ISO 639-1 code of the body's language, or <c>und</c>.</summary>
    public string Language { get; init; } = "und";

    /// <summary>Contradictions met while reading the header.</summary>
    public IReadOnlyList<ExtractionWarning> Warnings { get; init; } = [];
}
