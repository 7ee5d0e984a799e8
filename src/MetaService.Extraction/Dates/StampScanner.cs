namespace MetaService.Extraction.Dates;

/// <summary>What a scan looks for beside dates with a month in words or three numbers.</summary>
[Flags]
public enum StampScanOptions
{
    /// <summary>Nothing more.</summary>
    None = 0,

    /// <summary>Two numbers and a slash, without a year: <c>5/7</c>. Scores and ratios look the same.</summary>
    NumericWithoutYear = 1,

    /// <summary>Clocks that stand apart from any date.</summary>
    LoneClocks = 2,

    /// <summary>A day and an abbreviated month of another language than English without a year: <c>14 ago</c>. In running text these are other words.</summary>
    ForeignMonthWithoutYear = 4,
}

/// <summary>
/// Finds stamps: dates, clocks and zones in any shape and order, in many languages, three calendars and the digits of any script.
/// Nothing is settled here; <see cref="StampResolver"/> does that. Linear in the length of the range; never throws on any text.
/// </summary>
public static class StampScanner
{
    /// <summary>The stamps of a range of a text, in order, not overlapping. A pair of local and Greenwich clocks is found even apart from a date.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range lies outside the text.</exception>
    public static IReadOnlyList<StampCandidate> Scan(string text, TextSpan range, StampScanOptions options = StampScanOptions.None, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfNegative(range.Start);
        ArgumentOutOfRangeException.ThrowIfNegative(range.Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(range.End, text.Length);
        var tokens = StampLexer.Tokenize(text, range, DateWords.Default, joinLines: false, cancellation);
        return Scan(new StampReader(text, tokens, ZoneTable.Default), options);
    }

    /// <summary>The stamps of a tokenised text.</summary>
    internal static List<StampCandidate> Scan(StampReader reader, StampScanOptions options)
    {
        var found = new List<StampCandidate>();
        ClockCore? pending = null;
        var free = 0; // tokens before this one belong to a stamp
        for (var i = 0; i < reader.Count;)
        {
            var token = reader[i];
            if (token.Kind is StampTokenKind.Mark or StampTokenKind.LineBreak || (token.Kind == StampTokenKind.Word && token.Word is null))
            {
                i++;
                continue;
            }

            var date = reader.ReadDate(i, options.HasFlag(StampScanOptions.ForeignMonthWithoutYear)) ?? (options.HasFlag(StampScanOptions.NumericWithoutYear) ? reader.ReadNumericNoYear(i) : null);
            if (date is { } core)
            {
                var assembled = StampAssembly.Around(reader, core, pending, free);
                FlushClock(reader, found, pending, assembled.First, options);
                pending = null;
                found.Add(assembled.Candidate);
                i = free = assembled.End;
                continue;
            }

            if (token.Kind == StampTokenKind.Number && reader.ReadClock(i, besideDate: false) is { } clock)
            {
                FlushClock(reader, found, pending, i, options);
                pending = clock;
                i = clock.End;
                continue;
            }

            if (StampAssembly.Relative(reader, i) is (var end, var relative))
            {
                found.Add(relative);
                i = free = end;
                continue;
            }

            i++;
        }

        FlushClock(reader, found, pending, reader.Count, options);
        return found;
    }

    private static void FlushClock(StampReader reader, List<StampCandidate> found, ClockCore? pending, int before, StampScanOptions options)
    {
        if (pending is { } clock && clock.End <= before
            && ((clock.Zone is { Printed: "" } && clock.IsFirm) || options.HasFlag(StampScanOptions.LoneClocks)))
        {
            found.Add(new StampCandidate(reader.SpanOf(clock.First, clock.End), default, StampShape.ClockOnly, [], null, clock.Clock, clock.Zone, null));
        }
    }
}
