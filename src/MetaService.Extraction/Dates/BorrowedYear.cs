namespace MetaService.Extraction.Dates;

/// <summary>Finds the year of a day printed without one.</summary>
internal static class BorrowedYear
{
    /// <summary>The day with its year, from the address, the collector's prefix or the full dates of the text; null where nothing lends one.</summary>
    public static (PartialDate Date, string Rule, double Confidence)? Find(DateReading reading, StampCandidate candidate, StampEvidence evidence)
    {
        if (evidence.AddressDate is { } address && Near(reading, address) is { } byAddress && Fits(candidate, byAddress))
        {
            return (byAddress, "stamp.year-from-address", 0.95);
        }

        if (evidence.CollectionDate is { } collected && Near(reading, collected) is { } byPrefix && Fits(candidate, byPrefix))
        {
            return (byPrefix, "stamp.year-from-prefix", 0.95);
        }

        // Another whole date of the page: the latest one counts, for news tells of its own year. A month of some year is history.
        var year = 0;
        foreach (var other in evidence.Text.Stamps)
        {
            if (other.Span != candidate.Span && other.HasYear && other.HasDay)
            {
                year = Math.Max(year, other.Readings[0].Year);
            }
        }

        if (year == 0 || (evidence.ReceivedAt is { } received && year > received.Year))
        {
            return null;
        }

        return reading.InYear(year) is { } date && Fits(candidate, date) && Plausible(date, evidence) ? (date, "stamp.year-from-text", 0.7) : null;
    }

    /// <summary>The day in the year in which it lies at or shortly before a known date of the page.</summary>
    private static PartialDate? Near(DateReading reading, PartialDate known)
    {
        if (reading.Calendar != CalendarKind.Gregorian)
        {
            return null;
        }

        if (reading.InYear(known.Year) is { } same && same.First <= known.Last.AddDays(1))
        {
            return known.Month == 0 || same.First >= known.First.AddMonths(-6) ? same : null;
        }

        return reading.InYear(known.Year - 1) is { } before && known.Month != 0 && before.First >= known.First.AddMonths(-6) ? before : null;
    }

    private static bool Fits(StampCandidate candidate, PartialDate date) => candidate.Weekday is not { } weekday || !date.IsDay || date.First.DayOfWeek == weekday.Day;

    /// <summary>
    /// Whether the first weekday of the text fits a year that the text only lends: news tells of the day itself and the two before it.
    /// </summary>
    private static bool Plausible(PartialDate date, StampEvidence evidence)
    {
        foreach (var mention in evidence.Text.Weekdays)
        {
            return ((int)date.First.DayOfWeek - (int)mention.Day + 7) % 7 <= (mention.IsToday ? 1 : 2);
        }

        return true;
    }
}
