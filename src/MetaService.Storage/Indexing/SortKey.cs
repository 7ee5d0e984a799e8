using MetaService.Extraction.Dates;

namespace MetaService.Storage.Indexing;

/// <summary>
/// The order of publication as one number: the minute of the earliest moment that the date may mean, in the printed zone, times 2^24,
/// plus a number within that minute. Minute 0 is for articles without a publication date.
/// </summary>
internal static class SortKey
{
    internal const int NumberBits = 24;
    internal const long NumberMask = (1L << NumberBits) - 1;
    internal const long Min = 0;
    internal const long Max = long.MaxValue;

    private const int MinutesPerDay = 24 * 60;

    /// <summary>First key of the article's minute.</summary>
    internal static long SlotOf(DateStamp? published)
    {
        if (published is not { Date.Year: > 0 } stamp)
        {
            return 0;
        }

        var minute = stamp.Date.IsDay && stamp.Time is { } time ? (time.Hour * 60) + time.Minute : 0;
        return StartOf(stamp.Date.First) + ((long)minute << NumberBits);
    }

    /// <summary>First key of a day.</summary>
    internal static long StartOf(DateOnly day) => (((long)day.DayNumber * MinutesPerDay) + 1) << NumberBits;

    /// <summary>Last key of a day.</summary>
    internal static long EndOf(DateOnly day) => StartOf(day) + ((long)MinutesPerDay << NumberBits) - 1;

    /// <summary>Last key of the minute that <paramref name="slot"/> starts.</summary>
    internal static long EndOfSlot(long slot) => slot | NumberMask;

    /// <summary>The day of a key, or null for articles without a publication date.</summary>
    internal static DateOnly? DayOf(long key)
    {
        var minute = key >> NumberBits;
        return minute == 0 ? null : DateOnly.FromDayNumber((int)((minute - 1) / MinutesPerDay));
    }
}
