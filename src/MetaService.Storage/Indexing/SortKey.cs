using MetaService.Extraction.Dates;

namespace MetaService.Storage.Indexing;

/// <summary>
/// The order of publication as one number: a slot times 2^24, plus a number within that slot. Each day has a slot for articles that are
/// known to the year alone (used on 1 January), one for those known to the month (used on its first day), and one a minute, in the printed
/// zone; a date without a clock stands in the first minute. Slot 0 is for articles without a publication date.
/// </summary>
internal static class SortKey
{
    internal const int NumberBits = 24;
    internal const long NumberMask = (1L << NumberBits) - 1;
    internal const long Min = 0;
    internal const long Max = long.MaxValue;

    private const int YearSlot = 0;
    private const int MonthSlot = 1;
    private const int FirstMinuteSlot = 2;
    private const int SlotsPerDay = FirstMinuteSlot + (24 * 60);

    /// <summary>First key of the article's slot.</summary>
    internal static long SlotOf(DateStamp? published)
    {
        if (published is not { Date.Year: > 0 } stamp)
        {
            return 0;
        }

        var slot = !stamp.Date.IsDay ? (stamp.Date.Month == 0 ? YearSlot : MonthSlot)
            : FirstMinuteSlot + (stamp.Time is { } time ? (time.Hour * 60) + time.Minute : 0);
        return StartOf(stamp.Date.First) + ((long)slot << NumberBits);
    }

    /// <summary>The keys of articles known to the year that starts on <paramref name="newYear"/> and not closer.</summary>
    internal static (long Low, long High) YearOnly(DateOnly newYear) => Slot(newYear, YearSlot);

    /// <summary>The keys of articles known to the month that starts on <paramref name="first"/> and not closer.</summary>
    internal static (long Low, long High) MonthOnly(DateOnly first) => Slot(first, MonthSlot);

    /// <summary>First key of a day.</summary>
    internal static long StartOf(DateOnly day) => (((long)day.DayNumber * SlotsPerDay) + 1) << NumberBits;

    /// <summary>Last key of a day.</summary>
    internal static long EndOf(DateOnly day) => StartOf(day) + ((long)SlotsPerDay << NumberBits) - 1;

    /// <summary>Last key of the slot that <paramref name="slot"/> starts.</summary>
    internal static long EndOfSlot(long slot) => slot | NumberMask;

    /// <summary>The date of a key at its own precision, or null for articles without a publication date.</summary>
    internal static PartialDate? DateOf(long key)
    {
        var slot = (key >> NumberBits) - 1;
        if (slot < 0)
        {
            return null;
        }

        var day = DateOnly.FromDayNumber((int)(slot / SlotsPerDay));
        return (slot % SlotsPerDay) switch
        {
            YearSlot => new PartialDate(day.Year),
            MonthSlot => new PartialDate(day.Year, day.Month),
            _ => new PartialDate(day),
        };
    }

    private static (long Low, long High) Slot(DateOnly day, int slot)
    {
        var low = StartOf(day) + ((long)slot << NumberBits);
        return (low, low | NumberMask);
    }
}
