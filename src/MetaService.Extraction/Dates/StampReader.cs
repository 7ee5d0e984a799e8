using MetaService.Extraction.Text;

namespace MetaService.Extraction.Dates;

/// <summary>A date without what stands around it.</summary>
/// <param name="First">Index of its first token.</param>
/// <param name="End">Index behind its last token.</param>
/// <param name="Shape">How it is written.</param>
/// <param name="Usual">The usual reading.</param>
/// <param name="Other">The other reading of an open order, or null.</param>
internal readonly record struct DateCore(int First, int End, StampShape Shape, DateReading Usual, DateReading? Other);

/// <summary>Reads dates, clocks and zones at given tokens. Each method looks a bounded number of tokens ahead.</summary>
internal sealed partial class StampReader(string text, StampToken[] tokens, ZoneTable zones)
{
    /// <summary>What stands outside the tokens: a line break of no length.</summary>
    private readonly StampToken _outside = new(text.Length, 0, StampTokenKind.LineBreak, true, '\0', 0, null);

    private static readonly uint _english = DateWords.LanguageBit("en");

    /// <summary>Number of tokens.</summary>
    public int Count => tokens.Length;

    /// <summary>A token; a line break outside.</summary>
    public ref readonly StampToken this[int i]
    {
        get
        {
            if ((uint)i < (uint)tokens.Length)
            {
                return ref tokens[i];
            }

            return ref _outside;
        }
    }

    private bool IsMark(int i, char mark) => i >= 0 && i < tokens.Length && tokens[i].Mark == mark;

    private bool IsNumber(int i, int minDigits, int maxDigits) =>
        i >= 0 && i < tokens.Length && tokens[i].Kind == StampTokenKind.Number && tokens[i].Length >= minDigits && tokens[i].Length <= maxDigits;

    private bool Is(int i, DateWordRoles role) => i >= 0 && i < tokens.Length && tokens[i].Word is { } word && word.Is(role);

    private bool IsComma(int i) => this[i].Mark is ',' or '،' or '、' or '，';

    private bool IsTight(int i) => i < tokens.Length && !tokens[i].SpaceBefore;

    private ReadOnlySpan<char> Of(int i) => i >= 0 && i < tokens.Length ? text.AsSpan(tokens[i].Start, tokens[i].Length) : default;

    /// <summary>The text of a token; empty outside.</summary>
    public ReadOnlySpan<char> TextOf(int i) => Of(i);

    /// <summary>Whether a token is a word, in any case.</summary>
    public bool IsWord(int i, ReadOnlySpan<char> word) => Of(i).Equals(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a token starts with a capital.</summary>
    public bool StartsUpper(int i) => i >= 0 && i < tokens.Length && char.IsUpper(text[tokens[i].Start]);

    /// <summary>Whether a token is the T between date and clock of ISO 8601.</summary>
    public bool IsIsoSign(int i) => Of(i) is "T" or "t" && IsTight(i) && IsTight(i + 1);

    /// <summary>The span from token <paramref name="first"/> up to, not including, <paramref name="end"/>.</summary>
    public TextSpan SpanOf(int first, int end) => TextSpan.FromBounds(tokens[first].Start, tokens[end - 1].End);

    /// <summary>A date that starts at a token, or null.</summary>
    /// <param name="i">Index of the token.</param>
    /// <param name="allowForeign">Whether an abbreviated month of another language than English needs no year.</param>
    public DateCore? ReadDate(int i, bool allowForeign = false) => this[i].Kind switch
    {
        StampTokenKind.Number => ReadNumeric(i) ?? ReadEastAsian(i) ?? ReadDayMonth(i, allowForeign) ?? ReadYearMonth(i),
        StampTokenKind.Word => ReadMonthDay(i),
        _ => null,
    };

    /// <summary>Three numbers with one separator: <c>2019/08/24</c>, <c>24-08-2019</c>, <c>7.5.19</c> only where its parts have two digits.</summary>
    private DateCore? ReadNumeric(int i)
    {
        var separator = this[i + 1].Mark;
        if (separator is not ('/' or '-' or '.' or '\u2010' or '\u2011' or '\u2013' or '\u2212' or '،') || this[i + 3].Mark != separator
            || !IsNumber(i, 1, 4) || !IsNumber(i + 2, 1, 2) || !IsNumber(i + 4, 1, 4))
        {
            return null;
        }

        int d1 = this[i].Length, d3 = this[i + 4].Length;
        var hasLongYear = d1 == 4 || d3 == 4;
        for (var k = i + 1; k <= i + 4; k++)
        {
            if (!IsTight(k) && !(hasLongYear && separator is '/' or '.'))
            {
                return null;
            }
        }

        if (!StartsFree(i, hasLongYear) || !EndsFree(i + 5, hasLongYear))
        {
            return null;
        }

        int a = this[i].Value, b = this[i + 2].Value, c = this[i + 4].Value;
        if (d1 == 4)
        {
            return d3 <= 2 && CalendarDates.OfYear(a) is { } calendar && Reading(a, b, c, DateOrder.YearMonthDay, calendar) is { } first
                ? new DateCore(i, i + 5, StampShape.YearFirst, first, null)
                : null;
        }

        if (d1 > 2 || d3 is 1 or 3 || (d3 == 2 && (separator is '.' or '\u2013' or '\u2212' or '،' || this[i + 2].Length == 1) && (d1 == 1 || this[i + 2].Length == 1) && separator != '/' && separator != '-'))
        {
            return null;
        }

        var shape = d3 == 4 ? StampShape.Numeric : StampShape.NumericShortYear;
        var year = d3 == 4 ? c : Century(c);
        if (CalendarDates.OfYear(year) is not { } kind)
        {
            return null;
        }

        var dayFirst = Reading(year, b, a, DateOrder.DayMonthYear, kind);
        var monthFirst = kind == CalendarKind.Gregorian && a != b ? Reading(year, a, b, DateOrder.MonthDayYear, kind) : null;
        if ((dayFirst ?? monthFirst) is { } usual)
        {
            return new DateCore(i, i + 5, shape, usual, dayFirst is null ? null : monthFirst);
        }

        return d3 == 2 && d1 == 2 && Reading(Century(a), b, c, DateOrder.YearMonthDay, CalendarKind.Gregorian) is { } yearFirst
            ? new DateCore(i, i + 5, StampShape.YearFirst, yearFirst, null)
            : null;
    }

    /// <summary>A day with the year that stands apart from it, behind its clock; null where none stands there.</summary>
    public DateReading? WithYearAt(DateReading reading, int i) =>
        reading.Order == DateOrder.Unknown && reading.Day != 0 && IsYearOf(i, reading.Calendar) ? Reading(this[i].Value, reading.Month, reading.Day, DateOrder.Unknown, reading.Calendar) : null;

    /// <summary>Two numbers and a slash without a year: <c>5/7</c>.</summary>
    public DateCore? ReadNumericNoYear(int i)
    {
        if (!IsNumber(i, 1, 2) || !IsMark(i + 1, '/') || !IsTight(i + 1) || !IsNumber(i + 2, 1, 2) || !IsTight(i + 2)
            || !StartsFree(i, false) || !EndsFree(i + 3, false))
        {
            return null;
        }

        int a = this[i].Value, b = this[i + 2].Value;
        var dayFirst = NoYear(b, a, DateOrder.DayMonthYear, CalendarKind.Gregorian);
        var monthFirst = a == b ? null : NoYear(a, b, DateOrder.MonthDayYear, CalendarKind.Gregorian);
        return (dayFirst ?? monthFirst) is { } usual ? new DateCore(i, i + 3, StampShape.NumericNoYear, usual, dayFirst is null ? null : monthFirst) : null;
    }

    /// <summary><c>2019年8月24日</c>.</summary>
    private DateCore? ReadEastAsian(int i)
    {
        if (!IsNumber(i, 4, 4) || !IsNumber(i + 2, 1, 2) || !IsNumber(i + 4, 1, 2)
            || Of(i + 1) is not ("年" or "년") || Of(i + 3) is not ("月" or "월") || Of(i + 5) is not ['日' or '일', ..])
        {
            return null;
        }

        return Reading(this[i].Value, this[i + 2].Value, this[i + 4].Value, DateOrder.YearMonthDay, CalendarKind.Gregorian) is { } reading
            ? new DateCore(i, i + 6, StampShape.YearFirst, reading, null)
            : null;
    }

    /// <summary>Day before month: <c>24 August 2019</c>, <c>24th of August, 2019</c>, <c>08-Sep-2008</c>, <c>24 de octubre de 2017</c>, <c>24. Oktober 2017</c>.</summary>
    private DateCore? ReadDayMonth(int i, bool allowForeign = false)
    {
        if (!IsNumber(i, 1, 2) || this[i].Value is < 1 or > 31 || !StartsFree(i, true))
        {
            return null;
        }

        var p = i + 1;
        p = SkipOrdinal(p);
        var separator = this[p].Mark;
        if (separator is '-' or '/' or '.' or '،' or ',' && (separator is '.' or '،' || IsTight(p)))
        {
            p++;
        }
        else
        {
            separator = '\0';
            while (Is(p, DateWordRoles.Of) && !HasMonth(p, allowForeign))
            {
                p++;
            }
        }

        if (!HasMonth(p, allowForeign))
        {
            return null;
        }

        var month = this[p].Word!;
        var end = SkipSecondName(p + 1, month);
        var hasDot = IsMark(end, '.') && IsTight(end);
        var q = hasDot ? end + 1 : end;
        if (IsComma(q) || (this[q].Mark is '-' or '/' or '.' && (IsTight(q) || separator == this[q].Mark)))
        {
            q++;
        }

        while (Is(q, DateWordRoles.Of | DateWordRoles.Link) && this[q].Word!.Is(DateWordRoles.Of))
        {
            q++;
        }

        if (IsYearOf(q, month.Calendar))
        {
            var reading = Reading(this[q].Value, month.Month, this[i].Value, DateOrder.Unknown, month.Calendar);
            return reading is null ? null : new DateCore(i, SkipEra(q + 1), StampShape.Words, reading.Value, null);
        }

        if (separator is '-' or '/' && IsNumber(q, 2, 2) && IsTight(q) && Reading(Century(this[q].Value), month.Month, this[i].Value, DateOrder.Unknown, CalendarKind.Gregorian) is { } shortYear)
        {
            return new DateCore(i, q + 1, StampShape.Words, shortYear, null);
        }

        if (month.Calendar == CalendarKind.Gregorian && TextFolding.IsApostrophe(this[end].Mark) && IsNumber(end + 1, 2, 2) && IsTight(end + 1)
            && Reading(Century(this[end + 1].Value), month.Month, this[i].Value, DateOrder.Unknown, CalendarKind.Gregorian) is { } apostrophe)
        {
            return new DateCore(i, end + 2, StampShape.Words, apostrophe, null);
        }

        // Abbreviations of other languages are words of English ("2 ago"), and solar months are names: they need their year.
        if ((month.IsShortMonth && !month.IsEnglish && !allowForeign) || (separator is '-' or '/' or ','))
        {
            return null;
        }

        return NoYear(month.Month, this[i].Value, DateOrder.Unknown, month.Calendar) is { } open
            ? new DateCore(i, hasDot && month.IsShortMonth ? end + 1 : end, StampShape.Words, open, null)
            : null;
    }

    /// <summary>Month before day: <c>August 24, 2019</c>, <c>Sept. 15</c>, <c>April, 22, 2019</c>; month and year alone: <c>December 2017</c>.</summary>
    private DateCore? ReadMonthDay(int i)
    {
        if (!HasMonth(i))
        {
            return null;
        }

        var month = this[i].Word!;
        var p = SkipSecondName(i + 1, month);
        if (this[p].Mark == '.' || IsComma(p) || (IsMark(p, '-') && IsTight(p) && IsTight(p + 1)))
        {
            p++;
        }

        // "In July, 18 people": a comma behind the month wants a year behind the day.
        var hasComma = IsComma(p) || IsComma(p - 1);
        if (IsComma(p))
        {
            p++;
        }

        while (this[p].Kind == StampTokenKind.Word && (Is(p, DateWordRoles.Of) || Of(p).Equals("the", StringComparison.OrdinalIgnoreCase)))
        {
            p++;
        }

        if (IsYearOf(p, month.Calendar) && !IsClockBehind(p) && EndsFree(p + 1, true))
        {
            return MonthOfYear(i, p, month);
        }

        if (!IsNumber(p, 1, 2) || this[p].Value is < 1 or > 31 || (month.IsShortMonth && !month.IsEnglish))
        {
            return null;
        }

        var day = this[p].Value;
        if (this[p + 1].Mark is ':' && IsTight(p + 1) && IsNumber(p + 2, 2, 2) && IsTight(p + 2))
        {
            return null;
        }

        var end = SkipOrdinal(p + 1);
        var q = end;
        if (IsMark(q, '.') && IsTight(q) && IsNumber(q + 1, 4, 4))
        {
            q++;
        }

        if (IsComma(q) || (this[q].Mark is '-' or '/' && IsTight(q)))
        {
            q++;
        }

        if (IsComma(q))
        {
            q++;
        }

        while (Is(q, DateWordRoles.Of) && !HasMonth(q))
        {
            q++;
        }

        if (IsYearOf(q, month.Calendar) && !IsClockBehind(q))
        {
            var reading = Reading(this[q].Value, month.Month, day, DateOrder.Unknown, month.Calendar);
            return reading is null ? null : new DateCore(i, SkipEra(q + 1), StampShape.Words, reading.Value, null);
        }

        if (!month.IsEnglish || hasComma || this[p].SpaceBefore == false && !IsMark(p - 1, '.') || this[end].Mark is '%' or '$')
        {
            return null;
        }

        return NoYear(month.Month, day, DateOrder.Unknown, month.Calendar) is { } open ? new DateCore(i, end, StampShape.Words, open, null) : null;
    }

    /// <summary>Year, month in words, day: <c>2019 August 24</c>, <c>2019-Aug-24</c>, <c>2019. augusztus 24.</c></summary>
    private DateCore? ReadYearMonth(int i)
    {
        if (!IsNumber(i, 4, 4) || !StartsFree(i, true))
        {
            return null;
        }

        var p = this[i + 1].Mark is '-' or '/' or '.' or ',' ? i + 2 : i + 1;
        if (!HasMonth(p) || !IsYearOf(i, this[p].Word!.Calendar))
        {
            return null;
        }

        var month = this[p].Word!;
        var q = this[p + 1].Mark is '-' or '/' or '.' or ',' ? p + 2 : p + 1;
        if (!IsNumber(q, 1, 2) || IsYearOf(q + 1, month.Calendar) || (IsMark(q + 1, ':') && IsTight(q + 1)))
        {
            return null;
        }

        return Reading(this[i].Value, month.Month, this[q].Value, DateOrder.YearMonthDay, month.Calendar) is { } reading
            ? new DateCore(i, SkipOrdinal(q + 1), StampShape.Words, reading, null)
            : null;
    }

    private DateCore? MonthOfYear(int first, int year, DateWord month) =>
        month.Calendar == CalendarKind.Gregorian
            ? new DateCore(first, SkipEra(year + 1), StampShape.MonthAndYear, new DateReading(this[year].Value, month.Month, 0, DateOrder.Unknown, month.Calendar), null)
            : null;

    /// <summary>Whether a token names a month; one of English alone, or short, only with a capital ("may", "march").</summary>
    /// <param name="i">Index of the token.</param>
    /// <param name="allowForeign">Whether English names that other languages share may be in lower case.</param>
    public bool HasMonth(int i, bool allowForeign = false) =>
        i >= 0 && i < tokens.Length && tokens[i].Word is { Month: not 0 } word
        && (allowForeign || !word.IsEnglish || (!word.IsShortMonth && word.Languages != _english) || char.IsUpper(text[tokens[i].Start]));

    private bool IsYearOf(int i, CalendarKind calendar) =>
        IsNumber(i, 4, 4) && CalendarDates.IsYear(this[i].Value, calendar) && !(IsMark(i + 1, ':') && IsTight(i + 1)) && !(IsMark(i + 1, '.') && IsTight(i + 1) && IsNumber(i + 2, 1, 9) && IsTight(i + 2));

    /// <summary>Whether a four-digit number is rather a clock: <c>2030 GMT</c>.</summary>
    private bool IsClockBehind(int i) => this[i].Value % 100 < 60 && this[i].Value < 2400 && Of(i + 1) is "GMT" or "UTC" or "hours" or "hrs";

    /// <summary>Skips a second name of the same month: <c>شباط/فبراير</c>, <c>شباط (فبراير)</c>.</summary>
    private int SkipSecondName(int p, DateWord month)
    {
        if (this[p].Mark is '/' or '(' && HasMonth(p + 1) && this[p + 1].Word!.Month == month.Month && this[p + 1].Word!.Calendar == month.Calendar)
        {
            return IsMark(p, '(') && IsMark(p + 2, ')') ? p + 3 : p + 2;
        }

        return p;
    }

    private int SkipOrdinal(int p)
    {
        if (IsTight(p) && (Is(p, DateWordRoles.Ordinal) || this[p].Mark is 'º' or 'ª' or '°'))
        {
            return p + 1;
        }

        // Kurdish and Turkish endings of a day: a short ending glued to the number.
        return IsTight(p) && this[p].Kind == StampTokenKind.Word && this[p].Length <= 2 && this[p].Word is null or { Month: 0 } && HasMonth(p + 1) && IsTight(p) && this[p].Kind == StampTokenKind.Word ? p + 1 : p;
    }

    private int SkipEra(int p)
    {
        if (Is(p, DateWordRoles.Era) && !Is(p, DateWordRoles.Pm | DateWordRoles.Am) && this[p].Word!.Month == 0)
        {
            p++;
            return IsMark(p, '.') && IsTight(p) && tokens[p - 1].Length <= 2 ? p + 1 : p;
        }

        return p;
    }

    /// <summary>Whether a number at a token may start a date: it does not continue a number, version, path or amount.</summary>
    private bool StartsFree(int i, bool mayFollowLetter)
    {
        if (i == 0 || tokens[i].SpaceBefore)
        {
            return true;
        }

        var before = tokens[i - 1];
        return before.Kind switch
        {
            StampTokenKind.Word => mayFollowLetter,
            StampTokenKind.Mark => before.Mark switch
            {
                '.' or '-' => i < 2 || tokens[i - 2].Kind != StampTokenKind.Number || tokens[i - 1].SpaceBefore,
                '/' => i >= 2 && (tokens[i - 2].Kind == StampTokenKind.Word || tokens[i - 1].SpaceBefore),
                ':' => i < 2 || tokens[i - 2].Kind != StampTokenKind.Number,
                '_' or '#' or '=' or '$' or '€' or '£' or '+' or '\\' or '@' or '*' or '&' => false,
                _ => true,
            },
            _ => true,
        };
    }

    /// <summary>Whether a date may end before a token: no further number is attached to it.</summary>
    private bool EndsFree(int p, bool mayPrecedeLetter)
    {
        if (p >= tokens.Length || tokens[p].SpaceBefore)
        {
            return true;
        }

        var next = tokens[p];
        return next.Kind switch
        {
            StampTokenKind.Word => mayPrecedeLetter,
            StampTokenKind.Mark => !(next.Mark is '/' or '.' or '\\' or '_' or '%' or '=' or '*' && IsTight(p + 1) && IsNumber(p + 1, 1, 99))
                && (next.Mark is not '%' and not '=' and not '$' and not '€'),
            _ => true,
        };
    }

    private static DateReading? Reading(int year, int month, int day, DateOrder order, CalendarKind calendar) =>
        CalendarDates.ToDay(year, month, day, calendar) is { } date ? new DateReading(date.Year, date.Month, date.Day, order, calendar) : null;

    /// <summary>A day without its year; 29 February counts.</summary>
    private static DateReading? NoYear(int month, int day, DateOrder order, CalendarKind calendar) =>
        month is >= 1 and <= 12 && day >= 1 && day <= (calendar == CalendarKind.Gregorian ? DateTime.DaysInMonth(2000, month) : 31)
            ? new DateReading(0, month, day, order, calendar)
            : null;

    /// <summary>The year that two digits stand for: 1970 to 2069.</summary>
    private static int Century(int twoDigits) => twoDigits < 70 ? 2000 + twoDigits : 1900 + twoDigits;
}
