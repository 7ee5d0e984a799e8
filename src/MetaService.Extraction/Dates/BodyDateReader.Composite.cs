namespace MetaService.Extraction.Dates;

/// <content>Days: today and its kin, weekdays, dates, alone or together.</content>
internal sealed partial class BodyDateReader
{
    /// <summary>How much farther a day ahead counts than one behind, by tense: news tells mostly of what was.</summary>
    private const double FutureCostUnknown = 4, FutureCostPast = 8, FutureCostFuture = 0.6;

    /// <summary>The most days that two weekdays named together lie apart.</summary>
    private const int MaxRunOfDays = 3;

    /// <summary>Latin letters lie below.</summary>
    private const char FirstNonLatin = '\u0370';

    /// <summary>The parts of an expression that names a day.</summary>
    private struct Composite
    {
        public int Relative; // days from the anchor
        public bool HasRelative;
        public int Weekday; // index of its token, or -1
        public DateCore? Date;
        public int End;
    }

    /// <summary>Reads an expression such as <c>Today, Wednesday</c>, <c>Wednesday evening, July 4</c>, <c>yesterday evening (7/5/19)</c>, <c>Thursday</c>, <c>May 5th</c>.</summary>
    private int ReadComposite(int i)
    {
        var parts = new Composite { Weekday = -1, End = i };
        var p = i;
        if (RelativeAt(p) is { } relative)
        {
            (parts.HasRelative, parts.Relative, parts.End) = (true, relative.Days, p + relative.Length);
            p = SkipBetween(parts.End);
        }

        if (IsWeekdayAt(p) && (p == i || p - parts.End <= 2))
        {
            (parts.Weekday, parts.End) = (p, SkipPart(p + 1));
            p = SkipBetween(_isEnglish && _reader[parts.Weekday].Word is { IsEnglish: true } ? parts.End : SkipLinks(parts.End));
        }

        var read = _reader.ReadDate(p);
        if (read is { } date && date.Shape != StampShape.MonthAndYear && (p == i || parts.End > i) && !IsAmount(date))
        {
            (parts.Date, parts.End) = (date, date.End);
            if (p > i && _reader[p - 1].Mark == '(' && _reader[date.End].Mark == ')')
            {
                parts.End++;
            }

            if (parts.Weekday < 0)
            {
                var behind = _reader[date.End].Mark is ',' or '،' or '(' ? date.End + 1 : date.End;
                if (IsWeekdayAt(behind) && behind > date.End)
                {
                    (parts.Weekday, parts.End) = (behind, _reader[behind + 1].Mark == ')' ? behind + 2 : behind + 1);
                }
            }
        }
        else if (p == i && read is { Shape: StampShape.MonthAndYear } month)
        {
            Add(i, month.End, month.Usual.Date, 0.97, "dates.month-and-year");
            return month.End;
        }

        if (parts.End == i)
        {
            return i;
        }

        if (parts.Date is { } core)
        {
            return ResolveDate(i, parts, core);
        }

        if (parts.Weekday >= 0)
        {
            return parts.HasRelative ? ResolveStatedDay(i, parts) : ResolveWeekday(i, parts.Weekday, parts.End, Modifier.None);
        }

        AddDay(i, parts.End, Shift(_anchor, parts.Relative), 0.93, "dates.relative-day");
        return parts.End;
    }

    /// <summary>Whether a number behind a month counts something: "in July 18 people died".</summary>
    private bool IsAmount(DateCore date) =>
        _isEnglish && !date.Usual.HasYear && _reader[date.First].Kind == StampTokenKind.Word && CueAt(date.End).Is(DateCueRoles.QuantityBehind);

    private int ResolveDate(int i, Composite parts, DateCore core)
    {
        var usual = core.Usual;
        DayOfWeek? weekday = parts.Weekday >= 0 ? _reader[parts.Weekday].Word!.DayOfWeek : null;
        if (usual.HasYear)
        {
            var chosen = core.Other is { } other ? ChooseOrder(usual, other, weekday, parts) : usual;
            Add(i, parts.End, chosen.Date, core.Other is null ? 0.97 : 0.8, "dates.full", core.Other is { } o && chosen == usual ? [o.Date!.Value] : core.Other is null ? null : [usual.Date!.Value]);
            return parts.End;
        }

        if (!parts.HasRelative && parts.Weekday < 0 && _reader.IsWord(i - 1, "the") && CueAt(parts.End).Is(DateCueRoles.PlaceBehind))
        {
            return parts.End;
        }

        if (YearPhraseAt(parts.End) is { Year: { } named } phrase)
        {
            var end = parts.End + phrase.Length;
            AddDay(i, end, usual.InYear(named)?.AsDay, 0.93, "dates.day-of-named-year");
            return end;
        }

        if (_isEnglish && NamedDays.YearOf(usual.Month, usual.Day, _reader.TextOf(parts.End)) is { } past && usual.InYear(past)?.AsDay is { } famous && !(famous > _anchor))
        {
            AddDay(i, parts.End, famous, 0.9, "dates.named-day");
            return parts.End;
        }

        // "from June 6 to October 10, 2021": the second date lends its year.
        if (IsJoint(parts.End) && _reader.ReadDate(parts.End + 1) is { } next && next.Usual.HasYear && next.Usual.Date is { IsDay: true } later)
        {
            var same = usual.InYear(later.Year);
            AddDay(i, parts.End, (same is { } s && s.First <= later.First ? same : usual.InYear(later.Year - 1))?.AsDay, 0.95, "dates.range-year");
            return parts.End;
        }

        var day = NearestDay(usual, weekday, parts, _tense.Of(i, parts.End));
        AddDay(i, parts.End, day, weekday is null ? 0.9 : 0.95, "dates.day-of-year");
        if (day is { } known)
        {
            return ReadSecondDay(core, parts.End, known);
        }

        return parts.End;
    }

    /// <summary>The reading of a numeric date that its surroundings want.</summary>
    private DateReading ChooseOrder(DateReading usual, DateReading other, DayOfWeek? weekday, Composite parts)
    {
        if (usual.Date?.AsDay is not { } one || other.Date?.AsDay is not { } two)
        {
            return usual;
        }

        if (weekday is { } w && one.DayOfWeek != two.DayOfWeek && (one.DayOfWeek == w || two.DayOfWeek == w))
        {
            return one.DayOfWeek == w ? usual : other;
        }

        if (Shift(_anchor, parts.HasRelative ? parts.Relative : 0) is { } near)
        {
            int a = Math.Abs(near.DayNumber - one.DayNumber), b = Math.Abs(near.DayNumber - two.DayNumber);
            if (Math.Min(a, b) <= 1 && a != b)
            {
                return a < b ? usual : other;
            }

            if (one > near != two > near)
            {
                return one > near ? other : usual;
            }
        }

        return _given.DayFirst == false ? other : usual;
    }

    /// <summary>A day of the year in the year that fits best: by weekday, by tense, by nearness.</summary>
    private DateOnly? NearestDay(DateReading reading, DayOfWeek? weekday, Composite parts, Tense tense)
    {
        if (_anchor is not { } anchor)
        {
            if (_given.Month is { } known)
            {
                return Math.Abs(reading.Month - known.Month) <= 6 || known.Month == 0 ? reading.InYear(known.Year)?.AsDay : null;
            }

            // A receipt stamp settles a day only together with its weekday.
            return _given.Received is { } received && weekday is { } named
                ? Enumerable.Range(0, 2).Select(n => reading.InYear(received.Year - n)?.AsDay).FirstOrDefault(d => d is { } day && day.DayOfWeek == named && day <= received.AddDays(1) && day > received.AddDays(-200))
                : null;
        }

        anchor = parts.HasRelative ? Shift(anchor, parts.Relative) ?? anchor : anchor;
        DateOnly? best = null;
        var lowest = double.MaxValue;
        for (var year = anchor.Year - 1; year <= anchor.Year + 1; year++)
        {
            if (reading.InYear(year)?.AsDay is not { } day)
            {
                continue;
            }

            double distance = day.DayNumber - anchor.DayNumber;
            var cost = distance <= 0 ? -distance : distance * tense switch
            {
                Tense.Future => FutureCostFuture,
                Tense.Past => FutureCostPast,
                _ => FutureCostUnknown,
            };
            if (weekday is { } w && day.DayOfWeek != w)
            {
                cost += 400;
            }

            if (cost < lowest)
            {
                (best, lowest) = (day, cost);
            }
        }

        return best;
    }

    /// <summary>The second day of <c>May 5-7</c> or <c>August 2 and 3</c>.</summary>
    private int ReadSecondDay(DateCore core, int at, DateOnly first)
    {
        var number = _reader[at + 1];
        var isDash = IsDash(at) && !number.SpaceBefore;
        if (_reader[core.First].Kind != StampTokenKind.Word || number.Kind != StampTokenKind.Number || number.Length > 2 || number.Value <= first.Day
            || (!isDash && !(_reader.IsWord(at, "and") || _reader.IsWord(at, "to"))))
        {
            return at;
        }

        var behind = _reader[at + 2];
        if (!isDash && behind.Kind != StampTokenKind.LineBreak && behind.Mark is not (',' or '.' or ';' or ')') || CalendarDates.ToDay(first.Year, first.Month, number.Value, CalendarKind.Gregorian) is not { } second)
        {
            return at;
        }

        AddDay(at + 1, at + 2, second, 0.85, "dates.range");
        return at + 2;
    }

    /// <summary>The first day of <c>5-7 May</c>, <c>from 5 to 7 May</c>; the second is read next.</summary>
    private int ReadDayRange(int i)
    {
        var first = _reader[i];
        if (first.Length > 2 || first.Value is < 1 or > 30 || !IsJoint(i + 1) || _reader[i + 1].Mark == '/'
            || _reader[i + 2] is not { Kind: StampTokenKind.Number, Length: <= 2 } || _reader.ReadDate(i + 2) is not { Shape: StampShape.Words } core
            || core.Usual.Day <= first.Value || core.Usual.Calendar != CalendarKind.Gregorian)
        {
            return i;
        }

        var reading = core.Usual with { Day = first.Value };
        var parts = new Composite { Weekday = -1 };
        AddDay(i, i + 1, reading.Date?.AsDay ?? NearestDay(reading, null, parts, _tense.Of(i, core.End)), 0.88, "dates.range");
        return i + 2;
    }

    /// <summary><c>Today, Saturday</c>: the stated weekday wins over the header's day, and what follows counts from it.</summary>
    private int ResolveStatedDay(int i, Composite parts)
    {
        var weekday = _reader[parts.Weekday].Word!.DayOfWeek;
        var target = Shift(_anchor, parts.Relative);
        if (target is { } day)
        {
            // A posting may lie a little behind the day that it tells of, hardly before it.
            var back = ((int)day.DayOfWeek - (int)weekday + 7) % 7;
            var stated = Shift(day, back == 6 ? 1 : -back);
            AddDay(i, parts.End, stated, back is 0 ? 0.97 : 0.9, "dates.stated-weekday");
            if (parts.Relative == 0 && back is 1 or 2)
            {
                _anchor = stated;
            }

            return parts.End;
        }

        return ResolveWeekday(i, parts.Weekday, parts.End, Modifier.None, parts.Relative);
    }

    private int ResolveWeekday(int i, int weekdayToken, int end, Modifier modifier, int relative = 0)
    {
        var weekday = _reader[weekdayToken].Word!.DayOfWeek;
        if (_anchor is not { } anchor)
        {
            if (_given.Received is { } received)
            {
                var settled = Shift(received, -(((int)received.DayOfWeek - (int)weekday + 7) % 7));
                AddDay(i, end, modifier == Modifier.None ? settled : null, 0.75, "dates.weekday-by-receipt");
                return end;
            }

            IReadOnlyList<PartialDate>? candidates = null;
            if (_given.Month is { Month: not 0 } month)
            {
                candidates = [.. Enumerable.Range(1, DateTime.DaysInMonth(month.Year, month.Month)).Select(d => new DateOnly(month.Year, month.Month, d)).Where(d => d.DayOfWeek == weekday).Select(d => new PartialDate(d))];
            }

            Add(i, end, null, 0.5, "dates.weekday-open", candidates);
            return end;
        }

        if (modifier == Modifier.None && _isEnglish && IsJoint(i - 1) && _lastEnd == i - 1 && _lastDay is { } from && _found[^1].Rule.StartsWith("dates.weekday", StringComparison.Ordinal)
            && ((int)weekday - (int)from.DayOfWeek + 7) % 7 is var step and > 0 and <= MaxRunOfDays)
        {
            // "from Friday to Sunday", "on Friday and Saturday": the second day follows the first.
            AddDay(i, end, Shift(from, step), 0.88, "dates.weekday-range");
            return end;
        }

        if (!_isEnglish && modifier == Modifier.None)
        {
            (modifier, end) = ForeignModifier(weekdayToken, end);
        }

        var back = ((int)anchor.DayOfWeek - (int)weekday + 7) % 7;
        var ahead = (7 - back) % 7;
        var (days, rule) = modifier switch
        {
            Modifier.Last => (back == 0 ? -7 : -back, "dates.weekday-last"),
            Modifier.Next => (ahead == 0 ? 7 : ahead, "dates.weekday-next"),
            Modifier.Coming => (ahead, "dates.weekday-coming"),
            _ => (_isEnglish ? _tense.Of(i, end) : Tense.Past) == Tense.Future ? (ahead, "dates.weekday-future") : (-back, "dates.weekday-past"),
        };
        AddDay(i, end, Shift(anchor, days), days == 0 ? 0.95 : 0.9, rule);
        return end;
    }

    /// <summary>"next" or "last" beside a weekday of another language than English, before or behind it.</summary>
    private (Modifier Modifier, int End) ForeignModifier(int weekday, int end)
    {
        if (_reader[weekday + 1].Word is { } behind && (behind.Languages & _languages) != 0 && behind.Is(DateWordRoles.Next | DateWordRoles.Last))
        {
            return (behind.Is(DateWordRoles.Next) ? Modifier.Next : Modifier.Last, Math.Max(end, weekday + 2));
        }

        return _reader[weekday - 1].Word is { } before && (before.Languages & _languages) != 0 && before.Is(DateWordRoles.Next | DateWordRoles.Last)
            ? (before.Is(DateWordRoles.Next) ? Modifier.Next : Modifier.Last, end)
            : (Modifier.None, end);
    }

    /// <summary>Days from the anchor of "today" and its kin at a token, with the tokens they take; null for other words and for names (<c>USA Today</c>).</summary>
    private (int Days, int Length)? RelativeAt(int i)
    {
        if (_reader[i].Word is not { } word || ((word.Languages & _languages) == 0 && _text[_reader[i].Start] < FirstNonLatin) || !word.Is(DateWordRoles.Today | DateWordRoles.Yesterday | DateWordRoles.Tomorrow))
        {
            return null;
        }

        if (_isEnglish && _reader.StartsUpper(i) && _reader[i - 1].Kind == StampTokenKind.Word && _reader.StartsUpper(i - 1))
        {
            return null;
        }

        var days = word.Is(DateWordRoles.Today) ? 0 : word.Is(DateWordRoles.Yesterday) ? -1 : 1;
        return (days, SkipPart(i + 1) - i);
    }

    /// <summary>Whether a weekday of the body's language stands at a token and is no part of a name or a habit.</summary>
    private bool IsWeekdayAt(int i)
    {
        if (_reader[i].Word is not { Weekday: not 0, IsShortWeekday: false } word)
        {
            return false;
        }

        if ((word.Languages & _languages) == 0)
        {
            // A quoted or wrongly named language: another script leaves no doubt, nor does a date behind it.
            return _text[_reader[i].Start] >= FirstNonLatin || _reader.ReadDate(SkipBetween(SkipLinks(i + 1))) is { Shape: StampShape.Words };
        }

        if (!_isEnglish)
        {
            return true;
        }

        if (!_reader.StartsUpper(i) || CueAt(i - 1).Is(DateCueRoles.NameBefore))
        {
            return false;
        }

        return !CueAt(i + 1).Is(DateCueRoles.NameBehind) || CueAt(i + 1).Is(DateCueRoles.Part);
    }

    /// <summary>Skips parts of a day: "evening", "early morning".</summary>
    private int SkipPart(int p)
    {
        for (var n = 0; n < 2 && CueAt(p).Is(DateCueRoles.Part); n++)
        {
            p++;
        }

        return p;
    }

    /// <summary>Skips up to two small words of any language: "matin", "ساعت".</summary>
    private int SkipLinks(int p)
    {
        for (var n = 0; n < 2 && _reader[p].Word is { Month: 0, Weekday: 0 } word && word.Is(DateWordRoles.Link); n++)
        {
            p++;
        }

        return p;
    }

    /// <summary>Skips what stands between the parts of one expression: a comma, a bracket, "on", "the", "of".</summary>
    private int SkipBetween(int p)
    {
        if (_reader[p].Mark is ',' or '،' or '(')
        {
            p++;
        }

        return _reader.IsWord(p, "on") || _reader.IsWord(p, "the") ? p + 1 : p;
    }
}
