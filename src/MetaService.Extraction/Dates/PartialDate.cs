using System.Globalization;

namespace MetaService.Extraction.Dates;

/// <summary>A Gregorian day, month or year.</summary>
/// <param name="Year">1 to 9999; 0 only in <c>default</c>.</param>
/// <param name="Month">1 to 12, or 0 where only the year is known.</param>
/// <param name="Day">1 to 31, or 0 where only the month is known.</param>
public readonly record struct PartialDate(int Year, int Month = 0, int Day = 0)
{
    /// <summary>A whole day.</summary>
    public PartialDate(DateOnly day) : this(day.Year, day.Month, day.Day)
    {
    }

    /// <summary>Whether the day is known.</summary>
    public bool IsDay => Day != 0;

    /// <summary>The day, or null where only month or year is known.</summary>
    public DateOnly? AsDay => IsDay ? new DateOnly(Year, Month, Day) : null;

    /// <summary>First day that the date may mean.</summary>
    public DateOnly First => new(Year, Math.Max(Month, 1), Math.Max(Day, 1));

    /// <summary>Last day that the date may mean.</summary>
    public DateOnly Last => Day != 0 ? First
        : Month != 0 ? new DateOnly(Year, Month, DateTime.DaysInMonth(Year, Month))
        : new DateOnly(Year, 12, 31);

    /// <summary>ISO 8601 at its own precision: <c>2019-08-24</c>, <c>2019-08</c> or <c>2019</c>.</summary>
    public override string ToString() => Day != 0
        ? string.Create(CultureInfo.InvariantCulture, $"{Year:D4}-{Month:D2}-{Day:D2}")
        : Month != 0 ? string.Create(CultureInfo.InvariantCulture, $"{Year:D4}-{Month:D2}")
        : Year.ToString("D4", CultureInfo.InvariantCulture);
}
