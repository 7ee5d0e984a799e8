using MetaService.Extraction.Headers;

namespace MetaService.Extraction.Dates;

/// <summary>The day that expressions of the body count from.</summary>
/// <param name="Day">The day, or null where none is known.</param>
/// <param name="Month">The month (or year), where only that is known; else null.</param>
/// <param name="Received">Upper bound where nothing else dates the article, or null. It may settle weekdays, nothing else.</param>
/// <param name="DayFirst">Whether an open numeric date is read day-first; null where not known.</param>
internal readonly record struct BodyAnchor(DateOnly? Day, PartialDate? Month, DateOnly? Received, bool? DayFirst)
{
    /// <summary>How far before the body a dateline is looked for.</summary>
    private const int DatelineReach = 120;

    /// <summary>The most days by which a dateline runs before the header's clock.</summary>
    private const int MaxDatelineLag = 2;

    /// <summary>The anchor of an article: the dateline's own day where it runs shortly before the header's, else the publication day.</summary>
    public static BodyAnchor Of(string text, HeaderInfo header, ArticleContext context)
    {
        bool? dayFirst = context.Hints.DateOrder switch
        {
            DateOrder.DayMonthYear => true,
            DateOrder.MonthDayYear => false,
            _ => header.Outlet?.Value.Country is { } country ? StampResolver.HabitOf(country) == DateOrder.DayMonthYear : null,
        };
        if (header.Published?.Value.Date is not { } published)
        {
            // An update is no publication, but what it says of weekdays cannot be about later days.
            if (header.Modified?.Value.Date.AsDay is { } modified)
            {
                return new BodyAnchor(modified, null, null, dayFirst);
            }

            DateOnly? received = context.ReceivedAt is { } at ? DateOnly.FromDateTime(at.DateTime) : null;
            return new BodyAnchor(null, null, received, dayFirst);
        }

        if (published.AsDay is not { } day)
        {
            return new BodyAnchor(null, published, null, dayFirst);
        }

        return new BodyAnchor(DatelineDay(text, header.Body.Start, day) ?? day, null, null, dayFirst);
    }

    /// <summary>The day of a dateline directly before the body (<c>BAGHDAD, Sept. 15 (Xinhua) --</c>), where it lies at or shortly before the publication day.</summary>
    private static DateOnly? DatelineDay(string text, int bodyStart, DateOnly published)
    {
        var start = Math.Max(0, bodyStart - DatelineReach);
        var line = text.AsSpan(start, bodyStart - start).TrimEnd().LastIndexOfAny('\n', '\r');
        start += line + 1;
        DateOnly? found = null;
        foreach (var stamp in StampScanner.Scan(text, TextSpan.FromBounds(start, bodyStart)))
        {
            foreach (var reading in stamp.Readings)
            {
                if (reading.Day == 0 || (reading.HasYear && reading.Year != published.Year))
                {
                    continue;
                }

                if ((reading.InYear(published.Year)?.AsDay ?? reading.InYear(published.Year - 1)?.AsDay) is { } day
                    && published.DayNumber - day.DayNumber is > 0 and <= MaxDatelineLag)
                {
                    found = day;
                }
            }
        }

        return found;
    }
}
