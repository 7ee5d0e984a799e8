namespace MetaService.Extraction.Dates;

/// <summary>Puts weekday, clock, zone and a second calendar to a date.</summary>
internal static class StampAssembly
{
    /// <summary>The most marks and small words between a date and its clock or weekday.</summary>
    private const int MaxGap = 4;

    /// <summary>The stamp around a date.</summary>
    /// <param name="reader">The tokens.</param>
    /// <param name="core">The date.</param>
    /// <param name="pending">The last clock before it that belongs to no other stamp, or null.</param>
    /// <param name="free">Index of the first token that belongs to no earlier stamp.</param>
    public static (int First, int End, StampCandidate Candidate) Around(StampReader reader, DateCore core, ClockCore? pending, int free)
    {
        var dateFirst = core.First;
        var dateEnd = core.End;
        DateReading? paired = null;
        if (SecondCalendar(reader, core) is { } second)
        {
            // The Gregorian date is the stamp's, whichever comes first.
            dateEnd = second.End;
            (core, paired) = core.Usual.Calendar == CalendarKind.Gregorian ? (core, second.Usual) : (second, core.Usual);
        }

        var first = dateFirst;
        var end = dateEnd;
        var weekday = WeekdayBefore(reader, dateFirst, free, out var weekdayFirst);
        if (weekday is not null)
        {
            first = weekdayFirst;
        }

        ClockCore? clock = null;
        if (pending is { } before && before.End > free && Joins(reader, before.End, first))
        {
            clock = before;
            first = before.First;
            if (weekday is null && WeekdayBefore(reader, first, free, out weekdayFirst) is { } early)
            {
                weekday = early;
                first = weekdayFirst;
            }
        }

        if (weekday is null && WeekdayBehind(reader, end, out var weekdayEnd) is { } behind)
        {
            weekday = behind;
            end = weekdayEnd;
        }

        if (clock is null && ClockBehind(reader, end) is { } after)
        {
            clock = after;
            end = after.End;
            if (!core.Usual.HasYear && reader.WithYearAt(core.Usual, end) is { } whole)
            {
                // "Sat Aug 24 10:35:00 UTC 2019"
                core = core with { Usual = whole };
                end++;
            }

            if (weekday is null && WeekdayBehind(reader, end, out weekdayEnd) is { } late && reader[weekdayEnd].Kind == StampTokenKind.LineBreak)
            {
                weekday = late;
                end = weekdayEnd;
            }
        }

        IReadOnlyList<DateReading> readings = core.Other is { } other ? [core.Usual, other] : [core.Usual];
        var candidate = new StampCandidate(
            reader.SpanOf(first, end), reader.SpanOf(dateFirst, dateEnd), core.Shape, readings, weekday, clock?.Clock, clock?.Zone, paired);
        return (first, end, candidate);
    }

    /// <summary>An age that starts at a token: <c>10 hours 38 min ago</c>, <c>il y a 3 heures</c>, <c>منذ 3 ساعات</c>; or null.</summary>
    public static (int End, StampCandidate Candidate)? Relative(StampReader reader, int i)
    {
        var p = i;
        var isBefore = Has(reader, p, DateWordRoles.Ago);
        if (isBefore)
        {
            p++;
        }

        var units = 0;
        while (units < 4 && reader[p].Kind == StampTokenKind.Number && reader[p].Length <= 3 && Has(reader, p + 1, DateWordRoles.Unit))
        {
            units++;
            p += 2;
            if (reader[p].Mark == ',' && reader[p + 1].Kind == StampTokenKind.Number)
            {
                p++;
            }
        }

        if (units == 0)
        {
            return null;
        }

        if (Has(reader, p, DateWordRoles.Ago))
        {
            p++;
        }
        else if (!isBefore)
        {
            return null;
        }

        return (p, new StampCandidate(reader.SpanOf(i, p), default, StampShape.Relative, [], null, null, null, null));
    }

    /// <summary>The same day in another calendar, directly behind a date: <c>1439/11/29 - 2018/08/11</c>.</summary>
    private static DateCore? SecondCalendar(StampReader reader, DateCore core)
    {
        if (!core.Usual.HasYear)
        {
            return null;
        }

        var p = core.End;
        for (var n = 0; n < MaxGap && (reader[p].Mark is '-' or '–' or '—' or ',' or '،' or '/' or '|' or '(' or '=' || Has(reader, p, DateWordRoles.Link | DateWordRoles.Era)); n++)
        {
            p++;
        }

        if (p == core.End && core.Shape != StampShape.Words)
        {
            return null;
        }

        if (reader.ReadDate(p) is not { } second || !second.Usual.HasYear || second.Usual.Day == 0 || second.Usual.Calendar == core.Usual.Calendar)
        {
            return null;
        }

        return reader[p - 1].Mark == '(' && reader[second.End].Mark == ')' ? second with { End = second.End + 1 } : second;
    }

    private static StampWeekday? WeekdayBefore(StampReader reader, int before, int free, out int first)
    {
        first = before;
        var comma = '\0';
        var p = before - 1;
        for (var n = 0; n < 3 && p > free; n++)
        {
            var token = reader[p];
            if (token.Mark is ',' or '،' or '，')
            {
                comma = token.Mark;
            }
            else if (token.Mark is not ('.' or '-' or '–' or '/' or '|' or '(') && !Has(reader, p, DateWordRoles.Link))
            {
                break;
            }

            p--;
        }

        if (p < free || reader[p].Word is not { Weekday: not 0 } word || !IsWeekday(reader, p, word))
        {
            return null;
        }

        first = p;
        return new StampWeekday(word.DayOfWeek, reader.SpanOf(p, p + 1), comma);
    }

    private static StampWeekday? WeekdayBehind(StampReader reader, int at, out int end)
    {
        var comma = '\0';
        var p = at;
        for (var n = 0; n < 2 && reader[p].Mark is ',' or '،' or '，' or '-' or '–' or '(' or '|'; n++)
        {
            comma = reader[p].Mark is ',' or '،' or '，' ? reader[p].Mark : comma;
            p++;
        }

        end = at;
        if (reader[p].Word is not { Weekday: not 0 } word || !IsWeekday(reader, p, word) || reader[p].SpaceBefore == false && p == at)
        {
            return null;
        }

        // "... on August 2. Friday prayers": a weekday behind a bare blank belongs to the next words unless a mark or the line's end follows.
        if (p == at && reader[p + 1].Kind == StampTokenKind.Word && !Has(reader, p + 1, DateWordRoles.Link))
        {
            return null;
        }

        end = p + 1;
        if (reader[end].Mark is ')' && reader[p - 1].Mark is '(')
        {
            end++;
        }

        return new StampWeekday(word.DayOfWeek, reader.SpanOf(p, p + 1), comma);
    }

    private static bool IsWeekday(StampReader reader, int i, DateWord word) =>
        !word.IsShortWeekday || (word.IsEnglish && reader.StartsUpper(i)) || reader[i + 1].Mark is '.' or ',';

    private static ClockCore? ClockBehind(StampReader reader, int at)
    {
        var p = at;
        for (var n = 0; n <= MaxGap; n++)
        {
            if (reader.ReadClock(p, besideDate: true) is { } clock)
            {
                // A bare "17.30" or a number of another date is no clock.
                return reader.ReadDate(p) is null ? clock : null;
            }

            var token = reader[p];
            var isGap = token.Mark is '-' or '–' or '—' or '|' or ',' or '،' or '/' or '@' or '•' or '·' or ':' or ';' or '(' or '[' or '~' or '.'
                || Has(reader, p, DateWordRoles.Link)
                || (token.Kind == StampTokenKind.Word && token.Length == 1 && reader.IsIsoSign(p));
            if (!isGap)
            {
                return null;
            }

            p++;
        }

        return null;
    }

    /// <summary>Whether only marks and small words stand between two tokens of a line.</summary>
    private static bool Joins(StampReader reader, int from, int to)
    {
        if (to < from || to - from > MaxGap)
        {
            return false;
        }

        for (var p = from; p < to; p++)
        {
            var token = reader[p];
            if (!(token.Mark is '-' or '–' or '—' or '|' or ',' or '،' or '/' or '•' or '·' or ':' or ';' or '~' || Has(reader, p, DateWordRoles.Link)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Has(StampReader reader, int i, DateWordRoles role) => reader[i].Word is { } word && word.Is(role);
}
