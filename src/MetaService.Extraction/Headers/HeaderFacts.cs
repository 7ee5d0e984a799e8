using MetaService.Extraction.Dates;

namespace MetaService.Extraction.Headers;

/// <summary>Where on the page something stands.</summary>
internal enum HeaderPart
{
    /// <summary>Above the body.</summary>
    Head,

    /// <summary>In the dateline.</summary>
    Dateline,

    /// <summary>Below the body.</summary>
    Tail,
}

/// <summary>How a page names an outlet.</summary>
internal enum OutletRole
{
    /// <summary>In a bracket before the text, or behind "published by".</summary>
    Publisher,

    /// <summary>On a line of its own or beside a date, a section or a title.</summary>
    Line,

    /// <summary>Behind "Source:".</summary>
    Source,

    /// <summary>As one of the crumbs behind the first.</summary>
    Crumb,

    /// <summary>In a byline.</summary>
    Byline,

    /// <summary>In a dateline or as a credit: <c>(Reuters)</c>, <c>From AFP.</c></summary>
    Credit,

    /// <summary>Below the body.</summary>
    Tail,

    /// <summary>As a link below the body.</summary>
    Link,
}

/// <summary>A stamp and what the page says of it.</summary>
internal sealed record StampFact(StampCandidate Stamp, LabelKind Label, HeaderPart Part, int Line);

/// <summary>A name of an outlet and its role.</summary>
internal sealed record OutletFact(OutletMention Name, OutletRole Role, int Line, string? Place = null);

/// <summary>A line that no rule reads: title, standfirst, section or caption.</summary>
internal readonly record struct FreeLine(TextSpan Span, int Line, bool IsFirstOfPage);

/// <summary>Everything that was met while reading a page, not yet weighed.</summary>
internal sealed class HeaderFacts
{
    public Finding<PartialDate>? Collection { get; set; }

    public List<StampFact> Stamps { get; } = [];

    public List<OutletFact> Outlets { get; } = [];

    /// <summary>Section names; those behind a label first.</summary>
    public List<TextSpan> Sections { get; } = [];

    public bool HasLabelledSection { get; set; }

    public List<TextSpan> Bylines { get; } = [];

    public List<PlaceMention> Places { get; } = [];

    public List<FreeLine> Free { get; } = [];

    /// <summary>A headline behind a label, in a breadcrumb or behind the collector's prefix.</summary>
    public TextSpan? Title { get; set; }

    /// <summary>A clock behind the word "today".</summary>
    public StampCandidate? TodayClock { get; set; }

    public bool HasLostCredit { get; set; }

    /// <summary>Index of the first line of the body; the number of lines where there is none.</summary>
    public int BodyLine { get; set; }

    public int BodyStart { get; set; }

    public int BodyEnd { get; set; }

    public void AddSection(TextSpan span, bool isLabelled)
    {
        if (isLabelled && !HasLabelledSection)
        {
            Sections.Clear();
            HasLabelledSection = true;
        }

        if (isLabelled || !HasLabelledSection)
        {
            Sections.Add(span);
        }
    }
}
