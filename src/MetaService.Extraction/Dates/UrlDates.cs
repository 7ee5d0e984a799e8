namespace MetaService.Extraction.Dates;

/// <summary>
/// Dates in page addresses: <c>/2019/08/26/</c>, <c>/2019/07/</c>, <c>/2019-09/16/</c>, <c>/2018-01-13/</c>, <c>/20190826/</c>,
/// <c>/fa/news/1400/08/11/</c> (Persian solar). Ids are no dates: a run of digits counts only as eight digits that are a day of
/// 1990 to 2099 and stand alone between separators.
/// </summary>
public static class UrlDates
{
    /// <summary>Years of web pages.</summary>
    private const int FirstYear = 1990, LastYear = 2099;

    /// <summary>Most characters of an address that are looked at.</summary>
    private const int MaxLength = 2048;

    /// <summary>The date that an address carries, to the day, month or (<c>/2019/</c> alone) not at all; null where there is none.</summary>
    public static PartialDate? Find(string? address)
    {
        if (string.IsNullOrEmpty(address))
        {
            return null;
        }

        var text = address.AsSpan(0, Math.Min(address.Length, MaxLength));
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        var path = scheme < 0 ? 0 : scheme + 3;
        while (path < text.Length && text[path] is not ('/' or '?' or '#'))
        {
            path++;
        }

        PartialDate? month = null;
        for (var i = path; i < text.Length; i++)
        {
            if (!char.IsAsciiDigit(text[i]) || (i > 0 && char.IsAsciiDigit(text[i - 1])))
            {
                continue;
            }

            var length = Digits(text, i);
            var isFree = i == 0 || text[i - 1] is '/' or '-' or '_' or '=' or '.';
            if (length == 8 && isFree && (i + 8 == text.Length || text[i + 8] is '/' or '-' or '_' or '.' or '?' or '&' or 'T'))
            {
                if (Day(Value(text, i, 4), Value(text, i + 4, 2), Value(text, i + 6, 2)) is { } compact)
                {
                    return compact;
                }
            }
            else if (length == 4 && isFree && Parts(text, i) is { } found)
            {
                if (found.IsDay)
                {
                    return found;
                }

                month ??= found;
            }

            i += length - 1;
        }

        return month;
    }

    /// <summary>Year, month and perhaps day that start at a four-digit number.</summary>
    private static PartialDate? Parts(ReadOnlySpan<char> text, int i)
    {
        var year = Value(text, i, 4);
        var at = i + 4;
        if (Separator(text, at, out var mark) && MonthName(text, at + 1, out var named) is var length and > 0)
        {
            // /2016/May/19/
            var from = at + 1 + length;
            var digits = from < text.Length && text[from] == mark ? Digits(text, from + 1) : 0;
            return digits is 1 or 2 && (from + 1 + digits == text.Length || !char.IsAsciiLetterOrDigit(text[from + 1 + digits])) ? Day(year, named, Value(text, from + 1, digits)) : null;
        }

        if (!Separator(text, at, out var separator) || Digits(text, at + 1) is not (1 or 2))
        {
            return null;
        }

        var monthLength = Digits(text, at + 1);
        var month = Value(text, at + 1, monthLength);
        at += 1 + monthLength;
        if (Separator(text, at, out _) && Digits(text, at + 1) is 1 or 2)
        {
            var dayLength = Digits(text, at + 1);
            var behind = at + 1 + dayLength;
            if ((behind == text.Length || !char.IsAsciiLetterOrDigit(text[behind])) && Day(year, month, Value(text, at + 1, dayLength)) is { } day)
            {
                return day;
            }
        }

        // A month alone only as a folder: /2019/07/.
        return separator == '/' && monthLength == 2 && i > 0 && text[i - 1] == '/' && (at == text.Length || text[at] == '/')
            && month is >= 1 and <= 12 && year is >= FirstYear and <= LastYear
            ? new PartialDate(year, month)
            : null;
    }

    /// <summary>An English month, whole or its first three letters, in any case, that fills a folder; the length of its name, 0 for none.</summary>
    private static int MonthName(ReadOnlySpan<char> text, int at, out int month)
    {
        var end = at;
        while (end < text.Length && char.IsAsciiLetter(text[end]))
        {
            end++;
        }

        var name = text[at..end];
        for (month = 1; month <= 12; month++)
        {
            var full = System.Globalization.CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(month);
            if (name.Equals(full, StringComparison.OrdinalIgnoreCase) || name.Equals(full.AsSpan(0, 3), StringComparison.OrdinalIgnoreCase))
            {
                return name.Length;
            }
        }

        return 0;
    }

    private static bool Separator(ReadOnlySpan<char> text, int at, out char separator)
    {
        separator = at < text.Length ? text[at] : '\0';
        return separator is '/' or '-' or '_';
    }

    private static PartialDate? Day(int year, int month, int day)
    {
        return CalendarDates.OfYear(year) is { } calendar && (calendar != CalendarKind.Gregorian || year >= FirstYear)
            && CalendarDates.ToDay(year, month, day, calendar) is { } date
            ? new PartialDate(date)
            : null;
    }

    private static int Digits(ReadOnlySpan<char> text, int i)
    {
        var end = i;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        return end - i;
    }

    private static int Value(ReadOnlySpan<char> text, int i, int length)
    {
        var value = 0;
        for (var k = i; k < i + length; k++)
        {
            value = value * 10 + (text[k] - '0');
        }

        return value;
    }
}
