using System.Collections.Frozen;
using MetaService.Extraction.Resources;

namespace MetaService.Extraction.Dates;

/// <summary>
/// Settles a stamp: order of its numbers, missing year, clock, zone, and contradictions with other evidence. The order of a numeric
/// date is settled by the text (weekday, another date, a stated day), then by the caller's hint; outlet profile, catalogue and the
/// country's habit only choose a reading and leave it ambiguous.
/// </summary>
public static class StampResolver
{
    /// <summary>Days that a printed day may lie behind the moment the text was received: zones differ by up to 26 hours.</summary>
    private const int FutureTolerance = 1;

    private static readonly FrozenSet<string> _monthFirst = EmbeddedData.Lines("month-first-countries.tsv").ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Settles a stamp.</summary>
    public static ResolvedStamp Resolve(StampCandidate candidate, StampEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        ArgumentNullException.ThrowIfNull(evidence);
        var readings = Readings(candidate, evidence, out var yearRule, out var yearConfidence);
        if (readings.Count == 0)
        {
            return ResolvedStamp.None;
        }

        var choice = readings.Count == 1
            ? new OrderChoice(readings[0], false, yearConfidence, yearRule)
            : DateOrderEvidence.Choose(candidate, readings, evidence, HabitOf(evidence.Country));
        var date = choice.Date;
        var alternatives = choice.IsAmbiguous ? readings.Where(r => r != date).Distinct().ToArray() : [];
        var (time, precision) = Clock(candidate, date);
        var (offset, inferred) = Offset(candidate, date, time, evidence);
        var stamp = new DateStamp(date, time, precision, offset, inferred, choice.IsAmbiguous, alternatives);
        var warnings = Warnings(candidate, date, evidence);
        var confidence = Math.Min(choice.Confidence, yearConfidence) * (warnings.Count == 0 ? 1 : 0.8);
        return new ResolvedStamp(
            new Finding<DateStamp>(stamp, [candidate.Span], confidence, choice.Rule, [.. readings.Where(r => r != date).Distinct().Select(r => r.ToString())]),
            warnings);
    }

    /// <summary>The order of numeric dates that is usual in a country: month first in the United States and a few others, else day first.</summary>
    public static DateOrder HabitOf(string? country) => country is null ? DateOrder.Unknown : _monthFirst.Contains(country) ? DateOrder.MonthDayYear : DateOrder.DayMonthYear;

    private static List<PartialDate> Readings(StampCandidate candidate, StampEvidence evidence, out string rule, out double confidence)
    {
        var readings = new List<PartialDate>(2);
        (rule, confidence) = candidate.Shape switch
        {
            StampShape.YearFirst => ("stamp.year-first", 0.99),
            StampShape.Words => ("stamp.month-in-words", 0.99),
            StampShape.MonthAndYear => ("stamp.month-and-year", 0.95),
            StampShape.NumericShortYear => ("stamp.numeric-short-year", 0.93),
            _ => ("stamp.numeric-above-12", 0.98),
        };
        foreach (var reading in candidate.Readings)
        {
            if (reading.Date is { } date)
            {
                readings.Add(date);
            }
            else if (BorrowedYear.Find(reading, candidate, evidence) is { } borrowed)
            {
                readings.Add(borrowed.Date);
                (rule, confidence) = (borrowed.Rule, borrowed.Confidence);
            }
        }

        return readings;
    }

    private static (TimeOnly? Time, DatePrecision Precision) Clock(StampCandidate candidate, PartialDate date)
    {
        if (!date.IsDay)
        {
            return (null, date.Month == 0 ? DatePrecision.Year : DatePrecision.Month);
        }

        return candidate.Clock is { IsPlaceholder: false } clock
            ? (clock.Time, clock.HasSeconds ? DatePrecision.Second : DatePrecision.Minute)
            : (null, DatePrecision.Day);
    }

    private static (TimeSpan? Offset, bool Inferred) Offset(StampCandidate candidate, PartialDate date, TimeOnly? time, StampEvidence evidence)
    {
        if (time is not { } clock || !date.IsDay)
        {
            return (null, false);
        }

        var local = date.First.ToDateTime(clock);
        var zones = ZoneTable.Default;
        if (candidate.Zone is { } zone)
        {
            var printed = zone.Offset ?? zones.Offset(zone.ZoneId, local)
                ?? (zone.Abbreviation is { } abbreviation ? zones.Abbreviation(abbreviation, evidence.Country, evidence.HomeZone, local) : null);
            if (printed is not null)
            {
                return (printed, false);
            }
        }

        var home = zones.Offset(evidence.HintZone, local) ?? zones.Offset(evidence.HomeZone, local);
        return (home, home is not null);
    }

    private static List<ExtractionWarning> Warnings(StampCandidate candidate, PartialDate date, StampEvidence evidence)
    {
        var warnings = new List<ExtractionWarning>();
        if (date.AsDay is not { } day)
        {
            return warnings;
        }

        IReadOnlyList<TextSpan> spans = [candidate.Span];
        if (candidate.Weekday is { } weekday && weekday.Day != day.DayOfWeek)
        {
            warnings.Add(new ExtractionWarning("date.weekday-mismatch", $"{date} is a {day.DayOfWeek}, but the page prints {weekday.Day}.", spans));
        }

        if (candidate.Paired?.Date?.AsDay is { } paired && Math.Abs(paired.DayNumber - day.DayNumber) > 1)
        {
            warnings.Add(new ExtractionWarning("date.calendar-mismatch", $"The date printed in another calendar is {new PartialDate(paired)}, not {date}.", spans));
        }

        if (evidence.CollectionDate is { } collected && day > collected.Last.AddDays(FutureTolerance))
        {
            warnings.Add(new ExtractionWarning("date.prefix-mismatch", $"{date} lies behind the collection date {collected}.", spans));
        }

        if (evidence.AddressDate is { } address && (day < address.First.AddDays(-1) || day > address.Last.AddDays(1)))
        {
            warnings.Add(new ExtractionWarning("date.address-mismatch", $"The address says {address}, the page {date}.", spans));
        }

        if (evidence.ReceivedAt is { } received && day > DateOnly.FromDateTime(received.UtcDateTime).AddDays(FutureTolerance))
        {
            warnings.Add(new ExtractionWarning("date.future", $"{date} lies behind the moment the text was received.", spans));
        }

        return warnings;
    }
}
