namespace MetaService.Extraction.Dates;

/// <summary>How a stamp is written.</summary>
public enum StampShape
{
    /// <summary>Year first, numeric: <c>2019/08/24</c>, ISO 8601. Needs no order.</summary>
    YearFirst,

    /// <summary>Numeric with a four-digit year at the end: <c>24/08/2019</c>.</summary>
    Numeric,

    /// <summary>Numeric with a two-digit year: <c>7/5/19</c>.</summary>
    NumericShortYear,

    /// <summary>Two numbers without a year: <c>5/7</c>. Only scanned for on request.</summary>
    NumericNoYear,

    /// <summary>Month in words, with a day.</summary>
    Words,

    /// <summary>Month in words and a year, no day.</summary>
    MonthAndYear,

    /// <summary>A clock without a date: <c>20:30 LOCAL TIME 17:30 GMT</c>.</summary>
    ClockOnly,

    /// <summary>An age: <c>10 hours ago</c>. Never gives a day.</summary>
    Relative,
}

/// <summary>One way to read a printed date.</summary>
/// <param name="Year">Gregorian year; 0 where none is printed.</param>
/// <param name="Month">Gregorian month, 1 to 12. In the printed calendar where the year is missing.</param>
/// <param name="Day">Gregorian day, 1 to 31; 0 where only a month is printed.</param>
/// <param name="Order">The order of its numbers; <see cref="DateOrder.Unknown"/> where the month is in words.</param>
/// <param name="Calendar">The calendar that it is printed in.</param>
public readonly record struct DateReading(int Year, int Month, int Day, DateOrder Order, CalendarKind Calendar)
{
    /// <summary>Whether a year is printed.</summary>
    public bool HasYear => Year != 0;

    /// <summary>The date as read, or null where no year is printed.</summary>
    public PartialDate? Date => Year == 0 ? null : new PartialDate(Year, Month, Day);

    /// <summary>The day as read with another year, or null where that year has no such day.</summary>
    public PartialDate? InYear(int year) => CalendarDates.ToDay(year, Month, Math.Max(Day, 1), Calendar) is { } day
        ? Day == 0 ? new PartialDate(day.Year, day.Month) : new PartialDate(day)
        : null;
}

/// <summary>A weekday printed beside a date.</summary>
/// <param name="Day">The weekday.</param>
/// <param name="Span">Where it stands.</param>
/// <param name="Comma">The comma between weekday and date: <c>,</c> or <c>،</c> (U+060C); NUL where there is none.</param>
public readonly record struct StampWeekday(DayOfWeek Day, TextSpan Span, char Comma);

/// <summary>A printed clock.</summary>
/// <param name="Time">24 h.</param>
/// <param name="HasSeconds">Whether seconds are printed.</param>
/// <param name="IsPlaceholder">Whether it is <c>00:00:00</c> or <c>12:00:00 AM</c>: what systems print where no clock is known.</param>
/// <param name="Span">Where it stands, am/pm included.</param>
public readonly record struct StampClock(TimeOnly Time, bool HasSeconds, bool IsPlaceholder, TextSpan Span);

/// <summary>A printed time zone.</summary>
/// <param name="Printed">As printed; empty for a pair of local and Greenwich clocks.</param>
/// <param name="Span">Where it stands.</param>
/// <param name="Offset">The offset from UTC where it is printed or follows from a pair of clocks; else null.</param>
/// <param name="ZoneId">IANA zone, where one is printed or a city names it; else null.</param>
/// <param name="Abbreviation">Upper-case abbreviation whose meaning may depend on the outlet's country (<c>IST</c>); else null.</param>
public sealed record StampZone(string Printed, TextSpan Span, TimeSpan? Offset, string? ZoneId, string? Abbreviation);

/// <summary>A date, a clock or both, found in a text and not yet settled.</summary>
/// <param name="Span">Everything from weekday to zone.</param>
/// <param name="DateSpan">The date alone, a second calendar's beside it included; empty where there is only a clock.</param>
/// <param name="Shape">How it is written.</param>
/// <param name="Readings">All readings, the usual (day-first) one first; empty for <see cref="StampShape.ClockOnly"/> and <see cref="StampShape.Relative"/>.</param>
/// <param name="Weekday">The weekday beside it, or null.</param>
/// <param name="Clock">The clock beside it, or null.</param>
/// <param name="Zone">The zone behind its clock, or null.</param>
/// <param name="Paired">The same day in another calendar, printed beside it, as read (Gregorian); or null.</param>
public sealed record StampCandidate(
    TextSpan Span,
    TextSpan DateSpan,
    StampShape Shape,
    IReadOnlyList<DateReading> Readings,
    StampWeekday? Weekday,
    StampClock? Clock,
    StampZone? Zone,
    DateReading? Paired)
{
    /// <summary>Whether it is an age (<c>10 hours ago</c>): it stands where a stamp stands, but dates nothing.</summary>
    public bool IsRelative => Shape == StampShape.Relative;

    /// <summary>Whether a date with its year is printed.</summary>
    public bool HasYear => Readings.Count > 0 && Readings[0].HasYear;

    /// <summary>Whether it names a day of the month.</summary>
    public bool HasDay => Readings.Count > 0 && Readings[0].Day != 0;

    /// <summary>Whether the numbers alone can be read as two different days.</summary>
    public bool IsOrderOpen => Readings.Count > 1;
}
