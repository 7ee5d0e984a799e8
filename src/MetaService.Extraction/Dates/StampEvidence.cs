namespace MetaService.Extraction.Dates;

/// <summary>What may settle a stamp beside the stamp itself. All of it is optional.</summary>
public sealed record StampEvidence
{
    /// <summary>Nothing known.</summary>
    public static StampEvidence None { get; } = new();

    /// <summary>Dates and weekdays of the whole text, header and body; the stamp to settle may be among them.</summary>
    public TextDates Text { get; init; } = TextDates.Empty;

    /// <summary>Order that the caller asserts.</summary>
    public DateOrder HintOrder { get; init; }

    /// <summary>Order proven by the outlet's stored articles.</summary>
    public DateOrder ProfileOrder { get; init; }

    /// <summary>Order that the outlet catalogue gives.</summary>
    public DateOrder CatalogueOrder { get; init; }

    /// <summary>ISO 3166-1 alpha-2 of the outlet's home, or null.</summary>
    public string? Country { get; init; }

    /// <summary>IANA zone that the caller asserts for clocks without one, or null.</summary>
    public string? HintZone { get; init; }

    /// <summary>IANA zone of the outlet's home newsroom, or null where not settled.</summary>
    public string? HomeZone { get; init; }

    /// <summary>The collector's prefix (<c> date 2019-08</c>), or null.</summary>
    public PartialDate? CollectionDate { get; init; }

    /// <summary>The date in the page's address (<see cref="UrlDates"/>), or null.</summary>
    public PartialDate? AddressDate { get; init; }

    /// <summary>When the caller received the text: nothing was published after it; or null.</summary>
    public DateTimeOffset? ReceivedAt { get; init; }
}

/// <summary>A stamp as settled.</summary>
/// <param name="Finding">The date with its evidence; null where no day, month or year can be given (no year known, an age, a clock alone).</param>
/// <param name="Warnings">Contradictions: <c>date.weekday-mismatch</c>, <c>date.calendar-mismatch</c>, <c>date.prefix-mismatch</c>, <c>date.address-mismatch</c>, <c>date.future</c>.</param>
public sealed record ResolvedStamp(Finding<DateStamp>? Finding, IReadOnlyList<ExtractionWarning> Warnings)
{
    /// <summary>Nothing settled.</summary>
    public static ResolvedStamp None { get; } = new(null, []);
}
