namespace MetaService.Extraction.Dates;

/// <summary>A clock with its zone.</summary>
/// <param name="First">Index of its first token.</param>
/// <param name="End">Index behind its last token, zone included.</param>
/// <param name="Clock">The clock.</param>
/// <param name="Zone">The zone, or null.</param>
/// <param name="IsFirm">Whether it can be nothing but a clock (colon, am/pm or zone), even apart from a date.</param>
internal readonly record struct ClockCore(int First, int End, StampClock Clock, StampZone? Zone, bool IsFirm);

/// <content>Clocks and zones.</content>
internal sealed partial class StampReader
{
    private static readonly TimeSpan _day = TimeSpan.FromDays(1);

    /// <summary>
    /// A clock that starts at a token, or null: <c>22:30</c>, <c>10:09:00</c>, <c>2:36 pm</c>, <c>6:47AM</c>, <c>8 p.m.</c>, <c>14h30</c>;
    /// beside a date also <c>17.30</c>, <c>16 40 GMT</c> and <c>0700 GMT</c>.
    /// </summary>
    public ClockCore? ReadClock(int i, bool besideDate) => ReadClock(i, besideDate, isSecond: false);

    private ClockCore? ReadClock(int i, bool besideDate, bool isSecond)
    {
        if (!IsNumber(i, 1, 4) || this[i].Length == 3 && !besideDate)
        {
            return null;
        }

        var hour = this[i].Value;
        int minute = 0, second = 0, p;
        bool hasSeconds = false, needsZone = false, isFirm = true, needsHalf = false;
        if (this[i].Length >= 3)
        {
            (hour, minute) = (this[i].Value / 100, this[i].Value % 100);
            p = i + 1;
            needsZone = true;
        }
        else if (IsMark(i + 1, ':') && IsTight(i + 1) && IsNumber(i + 2, 2, 2) && IsTight(i + 2))
        {
            minute = this[i + 2].Value;
            p = i + 3;
            if (IsMark(p, ':') && IsTight(p) && IsNumber(p + 1, 2, 2) && IsTight(p + 1))
            {
                second = this[p + 1].Value;
                hasSeconds = true;
                p += 2;
                if (this[p].Mark is '.' or ',' && IsTight(p) && IsNumber(p + 1, 1, 9) && IsTight(p + 1))
                {
                    p += 2;
                }
            }
            else if (IsMark(p, ':') && IsTight(p) && IsNumber(p + 1, 1, 9))
            {
                return null;
            }
        }
        else if (Is(i + 1, DateWordRoles.Hour) && this[i + 1].Length <= 4 && IsNumber(i + 2, 2, 2) && (IsTight(i + 2) || this[i + 1].Length > 1))
        {
            minute = this[i + 2].Value;
            p = i + 3;
        }
        else if (IsMark(i + 1, '.') && IsTight(i + 1) && IsNumber(i + 2, 2, 2) && IsTight(i + 2) && !(IsMark(i + 3, '.') && IsTight(i + 3) && IsNumber(i + 4, 1, 9)))
        {
            minute = this[i + 2].Value;
            p = i + 3;
            isFirm = false;
            needsHalf = !besideDate;
        }
        else if (besideDate && IsNumber(i, 2, 2) && IsNumber(i + 1, 2, 2) && this[i + 1].SpaceBefore)
        {
            minute = this[i + 1].Value;
            p = i + 2;
            needsZone = true;
        }
        else
        {
            p = i + 1;
            needsHalf = true;
        }

        var printed = p;
        if (ReadHalf(p, besideDate) is (var isPm, var end))
        {
            if (hour is < 1 or > 23)
            {
                return null;
            }

            isFirm = true;
            needsHalf = false;
            printed = p = end;
            if (hour <= 12)
            {
                hour = hour % 12 + (isPm ? 12 : 0);
            }
        }
        else if (Is(p, DateWordRoles.Hour) && IsNumber(i, 1, 2) && this[p].Length > 1)
        {
            needsHalf = needsHalf && !besideDate;
            needsZone = false;
            p++;
        }

        if (needsHalf || hour > 23 || minute > 59 || second > 59)
        {
            return null;
        }

        // 00:00:00 is what systems print where no clock is known; midnight in am/pm is the same stamp.
        var isPlaceholder = hour == 0 && minute == 0 && second == 0 && hasSeconds;
        var clock = new StampClock(new TimeOnly(hour, minute, second), hasSeconds, isPlaceholder, SpanOf(i, printed));
        if (ReadPair(p, clock) is { } pair)
        {
            return new ClockCore(i, pair.End, clock, pair.Zone, true);
        }

        // "2019-08 ..." is no clock of 20:19: four digits need a zone by name, or a plus.
        if (ReadZone(p) is { } zone && !(needsZone && IsMark(p, '-')))
        {
            return new ClockCore(i, isSecond ? zone.End : SkipSecondClock(zone.End), clock, zone.Zone, true);
        }

        return needsZone ? null : new ClockCore(i, p, clock, null, isFirm);
    }

    /// <summary>Skips the same moment in another zone: <c>10:35 GMT (18:35 HKT)</c>.</summary>
    private int SkipSecondClock(int p) =>
        IsMark(p, '(') && IsNumber(p + 1, 1, 4) && ReadClock(p + 1, besideDate: true, isSecond: true) is { Zone: not null } second && IsMark(second.End, ')') ? second.End + 1 : p;

    /// <summary>am or pm in any spelling; Arabic letters only beside a date.</summary>
    private (bool IsPm, int End)? ReadHalf(int p, bool besideDate)
    {
        if (this[p].Word is { } word && word.Is(DateWordRoles.Am | DateWordRoles.Pm) && (besideDate || this[p].Length > 1))
        {
            // "a.m" is one token where a table knows its letters; its last dot is another.
            return (word.Is(DateWordRoles.Pm), IsMark(p + 1, '.') && IsTight(p + 1) && Of(p).Contains('.') ? p + 2 : p + 1);
        }

        if (Of(p) is ['a' or 'A' or 'p' or 'P'] && IsMark(p + 1, '.') && IsTight(p + 1) && Of(p + 2) is ['m' or 'M'])
        {
            return (Of(p)[0] is 'p' or 'P', IsMark(p + 3, '.') && IsTight(p + 3) ? p + 4 : p + 3);
        }

        return null;
    }

    /// <summary>Local time with Greenwich time beside it: <c>20:30 LOCAL TIME 17:30 GMT</c>, <c>14:30 (11:30 GMT)</c>.</summary>
    private (StampZone Zone, int End)? ReadPair(int p, StampClock local)
    {
        var start = p;
        while (p - start < 2 && Of(p) is var word && (word.Equals("local", StringComparison.OrdinalIgnoreCase) || word.Equals("time", StringComparison.OrdinalIgnoreCase)))
        {
            p++;
        }

        var inBrackets = this[p].Mark is '(' or '[';
        if (this[p].Mark is '(' or '[' or '/' or '-' or ',' or '|')
        {
            p++;
        }

        if (p == start || !IsNumber(p, 1, 4))
        {
            return null;
        }

        int hour, minute, end;
        if (IsMark(p + 1, ':') && IsNumber(p + 2, 2, 2))
        {
            (hour, minute, end) = (this[p].Value, this[p + 2].Value, p + 3);
        }
        else if (IsNumber(p, 4, 4))
        {
            (hour, minute, end) = (this[p].Value / 100, this[p].Value % 100, p + 1);
        }
        else
        {
            return null;
        }

        if (hour > 23 || minute > 59 || Of(end) is not ("GMT" or "UTC" or "gmt" or "utc"))
        {
            return null;
        }

        end++;
        var difference = local.Time.ToTimeSpan() - new TimeSpan(hour, minute, 0);
        difference = TimeSpan.FromMinutes(15 * Math.Round(difference.TotalMinutes / 15));
        if (difference > TimeSpan.FromHours(14))
        {
            difference -= _day;
        }
        else if (difference <= TimeSpan.FromHours(-12))
        {
            difference += _day;
        }

        if (inBrackets && this[end].Mark is ')' or ']')
        {
            end++;
        }

        return (new StampZone("", SpanOf(start, end), difference, null, null), end);
    }

    /// <summary>A zone that starts at a token: offset, UTC/GMT with or without an offset, abbreviation, IANA name, city.</summary>
    private (StampZone Zone, int End)? ReadZone(int p)
    {
        var start = p;
        if (this[p].Mark is '(' or '[' && ReadZoneName(p + 1, true) is { } inner)
        {
            var close = inner.End;
            if (Of(close).Equals("time", StringComparison.OrdinalIgnoreCase))
            {
                close++;
            }

            return this[close].Mark is ')' or ']' ? (inner.Zone with { Span = SpanOf(start, close + 1) }, close + 1) : null;
        }

        if (ReadOffset(p) is { } offset)
        {
            return (new StampZone(text[tokens[p].Start..tokens[offset.End - 1].End], SpanOf(p, offset.End), offset.Value, null, null), offset.End);
        }

        return ReadZoneName(p, false);
    }

    private (StampZone Zone, int End)? ReadZoneName(int p, bool inBrackets)
    {
        if (this[p].Kind != StampTokenKind.Word)
        {
            return inBrackets && ReadOffset(p) is { } bare
                ? (new StampZone(text[tokens[p].Start..tokens[bare.End - 1].End], SpanOf(p, bare.End), bare.Value, null, null), bare.End)
                : null;
        }

        var word = Of(p);
        if (word is "UTC" or "GMT" or "utc" or "gmt" || (word is "Z" && IsTight(p)))
        {
            var end = p + 1;
            var value = TimeSpan.Zero;
            if (ReadOffset(end) is { } offset)
            {
                (value, end) = (offset.Value, offset.End);
            }

            return (new StampZone(text[tokens[p].Start..tokens[end - 1].End], SpanOf(p, end), value, null, null), end);
        }

        if (IsMark(p + 1, '/') && IsTight(p + 1) && IsTight(p + 2) && this[p + 2].Kind == StampTokenKind.Word)
        {
            // IANA name: words joined by slashes, underscores and hyphens.
            var end = p + 3;
            while (this[end].Mark is '_' or '/' or '-' && IsTight(end) && IsTight(end + 1) && this[end + 1].Kind == StampTokenKind.Word)
            {
                end += 2;
            }

            for (; end > p + 1; end -= 2)
            {
                if (zones.Find(text.AsSpan(tokens[p].Start, tokens[end - 1].End - tokens[p].Start)) is { } id)
                {
                    return (new StampZone(text[tokens[p].Start..tokens[end - 1].End], SpanOf(p, end), null, id, null), end);
                }
            }
        }

        if (zones.IsAbbreviation(word))
        {
            return (new StampZone(word.ToString(), SpanOf(p, p + 1), null, null, word.ToString()), p + 1);
        }

        // A city: "(Paris)", "Beirut time".
        for (var n = 2; n >= 1; n--)
        {
            var end = p + n;
            if (this[end - 1].Kind == StampTokenKind.Word && char.IsUpper(word[0])
                && (inBrackets || Of(end).Equals("time", StringComparison.OrdinalIgnoreCase))
                && zones.FindCity(text.AsSpan(tokens[p].Start, tokens[end - 1].End - tokens[p].Start)) is { } city)
            {
                var last = inBrackets ? end : end + 1;
                return (new StampZone(text[tokens[p].Start..tokens[last - 1].End], SpanOf(p, last), null, city, null), last);
            }
        }

        return null;
    }

    /// <summary><c>+0300</c>, <c>+03:00</c>, <c>+3</c>, <c>−05:00</c>; a minus only where the digits leave no doubt.</summary>
    private (TimeSpan Value, int End)? ReadOffset(int p)
    {
        var sign = this[p].Mark;
        if (sign is not ('+' or '-' or '−') || !IsNumber(p + 1, 1, 4) || !IsTight(p + 1))
        {
            return null;
        }

        int hours, minutes = 0, end = p + 2;
        if (this[p + 1].Length == 4)
        {
            (hours, minutes) = (this[p + 1].Value / 100, this[p + 1].Value % 100);
        }
        else
        {
            hours = this[p + 1].Value;
            if (this[p + 1].Length == 3)
            {
                (hours, minutes) = (this[p + 1].Value / 100, this[p + 1].Value % 100);
            }
            else if (IsMark(end, ':') && IsTight(end) && IsNumber(end + 1, 2, 2) && IsTight(end + 1))
            {
                minutes = this[end + 1].Value;
                end += 2;
            }
        }

        var value = new TimeSpan(hours, minutes, 0);
        return hours > 14 || minutes is not (0 or 15 or 30 or 45) || value > TimeSpan.FromHours(14)
            ? null
            : (sign == '+' ? value : -value, end);
    }
}
