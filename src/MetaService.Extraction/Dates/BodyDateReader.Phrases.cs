namespace MetaService.Extraction.Dates;

/// <content>English phrases: "last Friday", "two days ago", months and years.</content>
internal sealed partial class BodyDateReader
{
    private const int DaysPerWeek = 7;

    /// <summary>A word that moves an expression.</summary>
    private enum Modifier
    {
        None,
        Last,
        Next,
        This,
        Coming,
    }

    private Modifier ModifierAt(int i) =>
        _reader.IsWord(i, "last") || _reader.IsWord(i, "past") || _reader.IsWord(i, "previous") ? Modifier.Last
        : _reader.IsWord(i, "next") ? Modifier.Next
        : _reader.IsWord(i, "this") ? Modifier.This
        : _reader.IsWord(i, "coming") || _reader.IsWord(i, "upcoming") ? Modifier.Coming
        : Modifier.None;

    /// <summary><c>last Friday</c>, <c>next month</c>, <c>this past Sunday</c>, <c>this evening</c>, <c>last night</c>, <c>last March</c>; "the day before", "the next day".</summary>
    private int ReadModified(int i)
    {
        if (_reader.IsWord(i, "the"))
        {
            return ReadDayBefore(i);
        }

        var modifier = ModifierAt(i);
        if (modifier == Modifier.None)
        {
            return i;
        }

        var p = i + 1;
        if (modifier == Modifier.This && ModifierAt(p) is Modifier.Last or Modifier.Coming)
        {
            modifier = ModifierAt(p++);
        }

        if (IsWeekdayAt(p))
        {
            return ResolveWeekday(i, p, SkipPart(p + 1), modifier == Modifier.This ? Modifier.Coming : modifier);
        }

        if (_reader.HasMonth(p) && _reader.ReadDate(p) is null && _reader[p].Word is { IsEnglish: true, IsShortMonth: false } month)
        {
            return ResolveMonth(i, p, month.Month, modifier);
        }

        var isPast = _reader.IsWord(i, "past") || _reader.IsWord(i, "previous");
        if (_reader.IsWord(p, "month") && !isPast)
        {
            Add(i, p + 1, ShiftMonth(modifier switch { Modifier.Last => -1, Modifier.This => 0, _ => 1 }), 0.9, "dates.relative-month");
            return p + 1;
        }

        if (_reader.IsWord(p, "year") && !isPast && modifier is Modifier.Last or Modifier.Next)
        {
            Add(i, p + 1, AnchorYear is { } year ? new PartialDate(year + (modifier == Modifier.Last ? -1 : 1)) : null, 0.88, "dates.relative-year");
            return p + 1;
        }

        if (CueAt(p) is var cue && cue.Is(DateCueRoles.Part) && (modifier == Modifier.This || (modifier == Modifier.Last && _reader.IsWord(p, "night"))))
        {
            AddDay(i, p + 1, Shift(_anchor, modifier == Modifier.Last ? -1 : 0), 0.88, "dates.part-of-day");
            return p + 1;
        }

        return i;
    }

    /// <summary><c>the day before</c>, <c>the previous day</c>, <c>the next day</c>, <c>the evening before</c>: from the last day of the text.</summary>
    private int ReadDayBefore(int i)
    {
        if (IsExplained(i + 3))
        {
            return i;
        }

        var reference = _lastDay ?? _anchor;
        if (_reader.IsWord(i + 1, "previous") && (_reader.IsWord(i + 2, "day") || _reader.IsWord(i + 2, "night")))
        {
            AddDay(i, i + 3, Shift(reference, -1), 0.75, "dates.day-before");
            return i + 3;
        }

        if ((_reader.IsWord(i + 1, "next") || _reader.IsWord(i + 1, "following")) && _reader.IsWord(i + 2, "day"))
        {
            AddDay(i, i + 3, Shift(reference, 1), 0.7, "dates.day-after");
            return i + 3;
        }

        if (_reader.IsWord(i + 1, "day") && (_reader.IsWord(i + 2, "before") || _reader.IsWord(i + 2, "after")) && RelativeAt(i + 3) is { Days: not 0 } relative)
        {
            // "the day before yesterday", "the day after tomorrow".
            AddDay(i, i + 4, Shift(_anchor, relative.Days * 2), 0.9, "dates.relative-day");
            return i + 4;
        }

        if ((_reader.IsWord(i + 1, "day") || _reader.IsWord(i + 1, "evening") || _reader.IsWord(i + 1, "night")) && _reader.IsWord(i + 2, "before") && EndsPhrase(i + 3))
        {
            AddDay(i, i + 3, Shift(reference, -1), 0.75, "dates.day-before");
            return i + 3;
        }

        return i;
    }

    /// <summary><c>two days ago</c>, <c>a week earlier</c>, <c>three days later</c>.</summary>
    private int ReadCounted(int i)
    {
        var cue = CueAt(i);
        var count = cue.Is(DateCueRoles.Number) ? cue.Number : _reader[i] is { Kind: StampTokenKind.Number, Length: <= 3 } number ? number.Value : 0;
        var p = i + 1;
        if (count == 2 && _reader.IsWord(i, "couple"))
        {
            p += _reader.IsWord(p, "of") ? 1 : 0;
        }

        if (count is 0 or > 500 || CueAt(p) is not { Unit: not '\0' and var unit })
        {
            return i;
        }

        p++;
        var days = unit switch { 'd' => count, 'w' => count * DaysPerWeek, 'f' => count * 2 * DaysPerWeek, _ => 0 };
        if (_reader.IsWord(p, "ago"))
        {
            if (days > 0)
            {
                AddDay(i, p + 1, Shift(_anchor, -days), unit == 'd' ? 0.92 : 0.8, "dates.ago");
            }
            else
            {
                Add(i, p + 1, unit == 'm' ? ShiftMonth(-count) : AnchorYear - count is { } year and > 0 ? new PartialDate(year) : null, 0.8, "dates.ago");
            }

            return p + 1;
        }

        if (IsExplained(p + 1))
        {
            return i;
        }

        var reference = _lastDay ?? _anchor;
        if (_reader.IsWord(p, "earlier") || (_reader.IsWord(p, "before") && EndsPhrase(p + 1)))
        {
            if (days > 0)
            {
                AddDay(i, p + 1, Shift(reference, -days), 0.75, "dates.earlier");
            }
            else if (unit == 'y' && _lastYear != 0)
            {
                Add(i, p + 1, new PartialDate(Math.Max(1, _lastYear - count)), 0.7, "dates.earlier");
            }

            return p + 1;
        }

        if (days > 0 && _lastDay is not null && (_reader.IsWord(p, "later") || (_reader.IsWord(p, "after") && EndsPhrase(p + 1))))
        {
            AddDay(i, p + 1, Shift(_lastDay, days), 0.7, "dates.later");
            return p + 1;
        }

        return i;
    }

    /// <summary>Whether a day in apposition says what a phrase before it means: "a day earlier, on Wednesday,".</summary>
    private bool IsExplained(int i)
    {
        if (_reader[i].Mark != ',')
        {
            return false;
        }

        var day = _reader.IsWord(i + 1, "on") ? i + 2 : i + 1;
        return IsWeekdayAt(day) || _reader.ReadDate(day) is not null;
    }

    private bool EndsPhrase(int i) => _reader[i].Kind == StampTokenKind.LineBreak || _reader[i].Mark is '.' or ',' or ';' or ')' or '!' or '?' or '"' or '”' or '’' || _reader.IsWord(i, "and") || _reader.IsWord(i, "at") || _reader.IsWord(i, "in");

    /// <summary>A month without day and year: <c>in June</c>, <c>since October</c>, <c>mid-April</c>, <c>March that year</c>, <c>September last year</c>.</summary>
    private int ReadMonth(int i)
    {
        if (!_reader.HasMonth(i) || !_reader.StartsUpper(i) || _reader[i].Word is not { IsEnglish: true } month || (month.IsShortMonth && _reader[i + 1].Mark != '.'))
        {
            return i;
        }

        var before = IsDash(i - 1) ? i - 2 : i - 1;
        var cue = CueAt(before);
        var isListed = _lastEnd == before && (_reader.IsWord(before, "and") || _reader.IsWord(before, "to") || _reader.IsWord(before, "or")) && _found.Count > 0 && _reader.HasMonth(before - 1);
        var isDoubtful = month.Month is 3 or 5 && !(_reader.IsWord(before, "in") || _reader.IsWord(before, "since") || _reader.IsWord(before, "until") || _reader.IsWord(before, "by")
            || _reader.IsWord(before, "early") || _reader.IsWord(before, "late") || _reader.IsWord(before, "mid") || _reader.IsWord(before, "during") || isListed
            || (_reader.IsWord(before, "of") && (_reader.IsWord(before - 1, "end") || _reader.IsWord(before - 1, "beginning") || _reader.IsWord(before - 1, "start") || _reader.IsWord(before - 1, "month")))
            || YearPhraseAt(i + 1) is not null);
        if (isDoubtful || !(cue.Is(DateCueRoles.MonthBefore) || _reader.IsWord(before, "that") || isListed || YearPhraseAt(i + 1) is not null))
        {
            return i;
        }

        return ResolveMonth(i, i, month.Month, Modifier.None);
    }

    /// <summary>Whether "the end of" stands before a month.</summary>
    private bool IsEndOf(int i) => _reader.IsWord(i - 1, "of") && _reader.IsWord(i - 2, "end");

    private int ResolveMonth(int first, int i, int month, Modifier modifier)
    {
        var end = _reader[i + 1].Mark == '.' && _reader[i].Word!.IsShortMonth ? i + 2 : i + 1;
        if (_reader.IsWord(i - 1, "that") && _lastYear != 0)
        {
            // "in August 1999 and again that November"
            Add(i - 1, end, new PartialDate(_lastYear, month), 0.85, "dates.month-of-year");
            return end;
        }

        if (YearPhraseAt(end) is { } phrase)
        {
            Add(first, end + phrase.Length, phrase.Year is { } named ? new PartialDate(named, month) : null, 0.9, "dates.month-of-year");
            return end + phrase.Length;
        }

        // "between June and October 2021": the second month lends its year.
        if (IsJoint(end) && _reader.ReadDate(end + 1) is { Shape: StampShape.MonthAndYear } next)
        {
            var year = next.Usual.Year - (month > next.Usual.Month ? 1 : 0);
            Add(first, end, new PartialDate(year, month), 0.92, "dates.range-year");
            return end;
        }

        if (ShiftMonth(0) is not { } anchor)
        {
            Add(first, end, null, 0.5, "dates.month-open");
            return end;
        }

        var back = (anchor.Month - month + 12) % 12;
        var ahead = (12 - back) % 12;
        var tense = modifier switch
        {
            Modifier.Last => Tense.Past,
            Modifier.Next or Modifier.Coming => Tense.Future,
            _ => _tense.Of(IsEndOf(i) ? _reader.IsWord(i - 3, "the") ? i - 3 : i - 2 : first, end),
        };
        var isAhead = modifier switch
        {
            Modifier.Last => false,
            Modifier.Next => true,
            _ => ahead * (tense switch { Tense.Future => FutureCostFuture, Tense.Past => FutureCostPast, _ => FutureCostUnknown }) < back,
        };
        if (back == 0)
        {
            (back, ahead) = modifier == Modifier.Last ? (12, 0) : modifier == Modifier.Next ? (0, 12) : (0, 0);
        }

        var date = ShiftMonth(isAhead ? ahead : -back);
        if (date is { } whole && IsEndOf(i))
        {
            (date, first) = (new PartialDate(whole.Last), i - 2);
        }

        Add(first, end, date, 0.85, isAhead ? "dates.month-future" : "dates.month-past");
        return end;
    }

    /// <summary>The year that words behind a month name: "last year", "this year", "that year".</summary>
    private (int? Year, int Length)? YearPhraseAt(int i)
    {
        var p = _reader.IsWord(i, "of") ? i + 1 : i;
        var the = _reader.IsWord(p, "the") ? 1 : 0;
        if (!_reader.IsWord(p + the + 1, "year"))
        {
            return null;
        }

        var word = p + the;
        int? year = _reader.IsWord(word, "last") ? AnchorYear - 1
            : _reader.IsWord(word, "this") ? AnchorYear
            : _reader.IsWord(word, "next") ? AnchorYear + 1
            : (_reader.IsWord(word, "that") || _reader.IsWord(word, "same")) && _lastYear != 0 ? _lastYear
            : _reader.IsWord(word, "following") && _lastYear != 0 ? _lastYear + 1
            : _reader.IsWord(word, "previous") && _lastYear != 0 ? _lastYear - 1
            : null;
        return year is null && !_reader.IsWord(word, "last") && !_reader.IsWord(word, "this") && !_reader.IsWord(word, "next") ? null : (year, word + 2 - i);
    }

    /// <summary>A bare year: <c>in 2014</c>, <c>the 2003 invasion</c>, <c>between 2015 and 2020</c>; a decade stays open.</summary>
    private int ReadYear(int i)
    {
        var token = _reader[i];
        if (token.Length != 4 || token.Value is < FirstYear or > LastYear || !IsYearAt(i))
        {
            return i;
        }

        var behind = _reader[i + 1];
        if (!behind.SpaceBefore && (_reader.IsWord(i + 1, "s") || (behind.Mark is '\'' or '’' && _reader.IsWord(i + 2, "s") && token.Value % 10 == 0)))
        {
            var end = _reader.IsWord(i + 1, "s") ? i + 2 : i + 3;
            Add(i, end, null, 0.6, "dates.decade", [.. Enumerable.Range(token.Value, 10).Select(y => new PartialDate(y))]);
            return end;
        }

        // "the summer of 2014"
        var first = i;
        if (_isEnglish && _reader.IsWord(i - 1, "of") && CueAt(i - 2).Is(DateCueRoles.Season))
        {
            first = i - 2;
        }
        else if (_isEnglish && CueAt(i - 1).Is(DateCueRoles.Season))
        {
            first = i - 1;
        }

        Add(first, i + 1, new PartialDate(token.Value), CueAt(i - 1).Is(DateCueRoles.YearBefore) ? 0.93 : 0.75, "dates.year");
        return i + 1;
    }

    private const int FirstYear = 1900, LastYear = 2060;

    private bool IsYearAt(int i)
    {
        var before = _reader[i - 1];
        var behind = _reader[i + 1];
        if (!_reader[i].SpaceBefore && i > 0)
        {
            // Tight: only within brackets, quotes and ranges of years, or behind "mid-".
            var isRange = before.Mark is '-' or '–' or '/' && _reader[i - 2] is { Kind: StampTokenKind.Number, Length: 4 };
            var isMid = IsDash(i - 1) && (_reader.IsWord(i - 2, "mid") || _reader.IsWord(i - 2, "pre") || _reader.IsWord(i - 2, "post"));
            if (!isRange && !isMid && before.Mark is not ('(' or '[' or '"' or '“' or '‘'))
            {
                return false;
            }

            if (isRange)
            {
                return _lastEnd == i - 1;
            }
        }

        if (!behind.SpaceBefore && (behind.Mark is '%' or '$' or '/' or ':' or '*' or '#' or '°' || (behind.Mark is ',' or '.' && _reader[i + 2] is { Kind: StampTokenKind.Number, SpaceBefore: false })
            || (IsDash(i + 1) && _reader[i + 2] is { Kind: StampTokenKind.Word, SpaceBefore: false }) || (behind.Kind == StampTokenKind.Word && !_reader.IsWord(i + 1, "s") && !char.IsUpper(_text[behind.Start]))))
        {
            return false;
        }

        if (!_isEnglish)
        {
            return false;
        }

        var next = CueAt(i + 1);
        if (behind.Kind == StampTokenKind.Word && behind.SpaceBefore && next.Is(DateCueRoles.QuantityBehind))
        {
            return false;
        }

        if (before.Kind == StampTokenKind.Mark)
        {
            return before.Mark is '(' or '[' or ',' or '“' or '"' or '-' or '–' or '—' && (before.Mark is not ',' || _lastEnd >= i - 2);
        }

        if (before.Kind != StampTokenKind.Word)
        {
            return before.Kind == StampTokenKind.LineBreak && false;
        }

        var cue = CueAt(i - 1);
        if (cue.Is(DateCueRoles.YearBefore))
        {
            // "to 2000 people" is caught above; a plural behind "for 1900 ..." is an amount.
            return !(_reader.IsWord(i - 1, "to") || _reader.IsWord(i - 1, "for") || _reader.IsWord(i - 1, "of")) || !IsPlural(i + 1);
        }

        if (behind.SpaceBefore && !_reader.StartsUpper(i - 1) && (_reader.IsWord(i + 1, "has") || _reader.IsWord(i + 1, "was") || _reader.IsWord(i + 1, "is") || _reader.IsWord(i + 1, "saw") || _reader.IsWord(i + 1, "will")))
        {
            return true;
        }

        // "its 2019 budget"; not "Vision 2030", "Resolution 2170", "some 2000".
        return !_reader.StartsUpper(i - 1) && behind.Kind == StampTokenKind.Word && behind.SpaceBefore && !IsPlural(i + 1)
            && (_reader.IsWord(i - 1, "a") || _reader.IsWord(i - 1, "its") || _reader.IsWord(i - 1, "their") || _reader.IsWord(i - 1, "his") || _reader.IsWord(i - 1, "her")
                || _reader.IsWord(i - 1, "our") || _reader.IsWord(i - 1, "this") || _reader.IsWord(i - 1, "s") || _reader.IsWord(i - 1, "last") || _reader.IsWord(i - 1, "under"));
    }

    private bool IsPlural(int i)
    {
        var word = _reader.TextOf(i);
        return _reader[i].Kind == StampTokenKind.Word && word.Length > 3 && word[^1] == 's' && word[^2] != 's' && char.IsLower(word[0]);
    }
}
