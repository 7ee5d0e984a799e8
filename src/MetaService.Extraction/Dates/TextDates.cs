namespace MetaService.Extraction.Dates;

/// <summary>A weekday in running text.</summary>
/// <param name="Day">The weekday.</param>
/// <param name="Span">Where it stands.</param>
/// <param name="IsToday">Whether the text calls it today: <c>Today, Saturday</c>, <c>اليوم الجمعة</c>.</param>
public readonly record struct WeekdayMention(DayOfWeek Day, TextSpan Span, bool IsToday);

/// <summary>All stamps and weekdays of a text: the text's own evidence for its dates.</summary>
/// <param name="Stamps">In order of position.</param>
/// <param name="Weekdays">Weekdays that belong to no stamp with a year, in order of position.</param>
public sealed record TextDates(IReadOnlyList<StampCandidate> Stamps, IReadOnlyList<WeekdayMention> Weekdays)
{
    /// <summary>Nothing found.</summary>
    public static TextDates Empty { get; } = new([], []);

    /// <summary>Scans a range of a text. Linear; never throws on any text.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range lies outside the text.</exception>
    public static TextDates Scan(string text, TextSpan range, StampScanOptions options = StampScanOptions.None, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfNegative(range.Start);
        ArgumentOutOfRangeException.ThrowIfNegative(range.Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(range.End, text.Length);
        var tokens = StampLexer.Tokenize(text, range, DateWords.Default, joinLines: false, cancellation);
        var reader = new StampReader(text, tokens, ZoneTable.Default);
        var stamps = StampScanner.Scan(reader, options);
        List<WeekdayMention>? weekdays = null;
        var stamp = 0;
        for (var i = 0; i < tokens.Length; i++)
        {
            if (tokens[i].Word is not { Weekday: not 0, IsShortWeekday: false } word)
            {
                continue;
            }

            var at = tokens[i];
            while (stamp < stamps.Count && stamps[stamp].Span.End <= at.Start)
            {
                stamp++;
            }

            if (stamp < stamps.Count && stamps[stamp].Span.Start <= at.Start && stamps[stamp].HasYear)
            {
                continue;
            }

            (weekdays ??= []).Add(new WeekdayMention(word.DayOfWeek, new TextSpan(at.Start, at.Length), IsToday(reader, i)));
        }

        return new TextDates(stamps, weekdays ?? (IReadOnlyList<WeekdayMention>)[]);
    }

    /// <summary>Whether a word for today stands directly before a weekday or behind it.</summary>
    private static bool IsToday(StampReader reader, int i)
    {
        var before = reader[i - 1].Mark is ',' or '،' or '(' ? i - 2 : i - 1;
        var behind = reader[i + 1].Mark is ',' or '،' or '(' ? i + 2 : i + 1;
        return Is(before) || (behind > i + 1 && Is(behind));

        bool Is(int k) => reader[k].Word is { } word && word.Is(DateWordRoles.Today);
    }
}
