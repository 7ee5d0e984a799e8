using System.Globalization;

namespace MetaService.Extraction.Dates;

/// <summary>Days of the calendars met on news pages, as Gregorian days.</summary>
internal static class CalendarDates
{
    private static readonly UmAlQuraCalendar _ummAlQura = new();
    private static readonly PersianCalendar _persian = new();

    /// <summary>First and last Gregorian year taken for a printed year.</summary>
    public const int FirstYear = 1900, LastYear = 2099;

    /// <summary>Whether a printed four-digit year can be one of a calendar, for pages of the web's time or years of modern history.</summary>
    public static bool IsYear(int year, CalendarKind calendar) => calendar switch
    {
        CalendarKind.UmmAlQura => year is >= 1360 and <= 1499,
        CalendarKind.PersianSolar => year is >= 1300 and <= 1450,
        _ => year is >= FirstYear and <= LastYear,
    };

    /// <summary>
    /// The calendar of a numeric year. Pages are of 1990 and later: up to 1412 a solar year of these days, above it a lunar one.
    /// </summary>
    public static CalendarKind? OfYear(int year) => year switch
    {
        >= FirstYear and <= LastYear => CalendarKind.Gregorian,
        >= 1340 and <= 1412 => CalendarKind.PersianSolar,
        > 1412 and <= 1499 => CalendarKind.UmmAlQura,
        _ => null,
    };

    /// <summary>The Gregorian day of a calendar's day, or null where there is no such day.</summary>
    public static DateOnly? ToDay(int year, int month, int day, CalendarKind calendar)
    {
        if (year < 1 || month is < 1 or > 12 || day is < 1 or > 31)
        {
            return null;
        }

        switch (calendar)
        {
            case CalendarKind.UmmAlQura:
                return year is < 1318 or > 1500 || day > _ummAlQura.GetDaysInMonth(year, month)
                    ? null
                    : DateOnly.FromDateTime(_ummAlQura.ToDateTime(year, month, day, 0, 0, 0, 0));
            case CalendarKind.PersianSolar:
                return year > 9000 || day > _persian.GetDaysInMonth(year, month)
                    ? null
                    : DateOnly.FromDateTime(_persian.ToDateTime(year, month, day, 0, 0, 0, 0));
            default:
                return year > 9999 || day > DateTime.DaysInMonth(year, month) ? null : new DateOnly(year, month, day);
        }
    }

    /// <summary>The Persian solar year, month and day of a Gregorian day from 622 on.</summary>
    public static (int Year, int Month, int Day) ToPersianSolar(DateOnly day)
    {
        var time = day.ToDateTime(default);
        return (_persian.GetYear(time), _persian.GetMonth(time), _persian.GetDayOfMonth(time));
    }

    /// <summary>The Umm al-Qura year, month and day of a Gregorian day from 1900 to 2077.</summary>
    public static (int Year, int Month, int Day) ToUmmAlQura(DateOnly day)
    {
        var time = day.ToDateTime(default);
        return (_ummAlQura.GetYear(time), _ummAlQura.GetMonth(time), _ummAlQura.GetDayOfMonth(time));
    }
}
