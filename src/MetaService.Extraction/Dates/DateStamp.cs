namespace MetaService.Extraction.Dates;

/// <summary>Order of the parts of a numeric date.</summary>
public enum DateOrder
{
    /// <summary>Not known.</summary>
    Unknown,

    /// <summary>Day, month, year.</summary>
    DayMonthYear,

    /// <summary>Month, day, year.</summary>
    MonthDayYear,

    /// <summary>Year, month, day.</summary>
    YearMonthDay,
}

/// <summary>How exactly a stamp is known.</summary>
public enum DatePrecision
{
    /// <summary>To the year.</summary>
    Year,

    /// <summary>To the month.</summary>
    Month,

    /// <summary>To the day.</summary>
    Day,

    /// <summary>To the minute.</summary>
    Minute,

    /// <summary>To the second.</summary>
    Second,
}

/// <summary>A publication or modification date as settled from a header.</summary>
/// <param name="Date">The preferred reading, in the printed zone's calendar day.</param>
/// <param name="Time">The clock as printed, 24 h; null where none is printed. <c>00:00:00</c> alone is a placeholder and gives null.</param>
/// <param name="Precision">Of date and clock together.</param>
/// <param name="UtcOffset">Offset of the clock from UTC; null where neither printed nor inferred.</param>
/// <param name="OffsetInferred">True where the offset comes from the outlet's home zone and not from the page.</param>
/// <param name="Ambiguous">True where another day remains possible after all evidence.</param>
/// <param name="Alternatives">The other possible days, most likely first; empty unless ambiguous.</param>
public sealed record DateStamp(
    PartialDate Date,
    TimeOnly? Time,
    DatePrecision Precision,
    TimeSpan? UtcOffset,
    bool OffsetInferred,
    bool Ambiguous,
    IReadOnlyList<PartialDate> Alternatives)
{
    /// <summary>The moment in UTC, where day, clock and offset are known; else null.</summary>
    public DateTimeOffset? Instant => Date.IsDay && Time is { } time && UtcOffset is { } offset
        ? new DateTimeOffset(Date.First.ToDateTime(time), offset).ToUniversalTime()
        : null;
}

/// <summary>A dated expression of the body, resolved against the publication day.</summary>
/// <param name="Text">As it stands in the repaired text.</param>
/// <param name="Span">Where it stands.</param>
/// <param name="Date">What it resolves to; null where it must stay open.</param>
/// <param name="Alternatives">Candidate days where <paramref name="Date"/> is null or ambiguous; else empty.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Rule">Name of the rule, e.g. <c>dates.weekday-past</c>.</param>
public sealed record DatedExpression(
    string Text,
    TextSpan Span,
    PartialDate? Date,
    IReadOnlyList<PartialDate> Alternatives,
    double Confidence,
    string Rule);
