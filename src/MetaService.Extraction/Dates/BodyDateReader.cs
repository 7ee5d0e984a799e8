namespace MetaService.Extraction.Dates;

/// <summary>Walks through a body once and resolves its dated expressions.</summary>
internal sealed partial class BodyDateReader
{
    /// <summary>Tokens between two looks at the cancellation token.</summary>
    private const int CheckEvery = 2048;

    private readonly string _text;
    private readonly StampReader _reader;
    private readonly TenseEvidence _tense;
    private readonly DateCues _cues = DateCues.Default;
    private readonly List<DatedExpression> _found = [];
    private readonly bool _isEnglish;
    private readonly uint _languages;
    private readonly BodyAnchor _given;
    private DateOnly? _anchor;

    /// <summary>The last day resolved, what "two days earlier" counts from.</summary>
    private DateOnly? _lastDay;

    /// <summary>The last year resolved, what "that year" means.</summary>
    private int _lastYear;

    /// <summary>Index behind the last expression.</summary>
    private int _lastEnd;

    public BodyDateReader(string text, StampReader reader, BodyAnchor anchor, string language)
    {
        _text = text;
        _reader = reader;
        _tense = new TenseEvidence(reader, _cues);
        _given = anchor;
        _anchor = anchor.Day;
        _isEnglish = language is "en" or "und" or "";
        _languages = _isEnglish ? DateWords.LanguageBit("en") : DateWords.LanguageBit(language);
    }

    /// <summary>The expressions in order of position.</summary>
    public IReadOnlyList<DatedExpression> Read(CancellationToken cancellation)
    {
        var sinceCheck = 0;
        for (var i = 0; i < _reader.Count;)
        {
            if (++sinceCheck == CheckEvery)
            {
                sinceCheck = 0;
                cancellation.ThrowIfCancellationRequested();
            }

            var end = ReadAt(i);
            i = end > i ? end : i + 1;
        }

        return _found;
    }

    /// <summary>Tries every kind of expression at a token. The index behind it, or the index itself where there is none.</summary>
    private int ReadAt(int i)
    {
        var token = _reader[i];
        int end;
        if (token.Kind == StampTokenKind.Number)
        {
            return (end = ReadDayRange(i)) > i || (end = ReadComposite(i)) > i || (end = ReadYear(i)) > i || !_isEnglish ? end : ReadCounted(i);
        }

        if (token.Kind != StampTokenKind.Word || (token.Word is null && !_isEnglish))
        {
            return i;
        }

        if (token.Word is not null && (end = ReadComposite(i)) > i)
        {
            return end;
        }

        if (!_isEnglish)
        {
            return i;
        }

        if (token.Word is not null && (end = ReadMonth(i)) > i)
        {
            return end;
        }

        var cue = CueAt(i);
        return cue.Is(DateCueRoles.Modifier) && (end = ReadModified(i)) > i ? end : cue.Is(DateCueRoles.Number) ? ReadCounted(i) : i;
    }

    private void Add(int first, int end, PartialDate? date, double confidence, string rule, IReadOnlyList<PartialDate>? alternatives = null)
    {
        // The small word before an expression belongs to it: "on Thursday", "since 2009".
        if (first > 0 && (_reader.IsWord(first - 1, "on") || _reader.IsWord(first - 1, "in") || _reader.IsWord(first - 1, "since")) && first - 1 >= _lastEnd)
        {
            first--;
        }

        if (date is { } known)
        {
            _lastYear = known.Year;
            if (known.AsDay is { } day)
            {
                _lastDay = day;
            }
        }

        _lastEnd = end;
        var span = _reader.SpanOf(first, end);
        _found.Add(new DatedExpression(span.Of(_text).ToString(), span, date, alternatives ?? [], confidence, rule));
    }

    private void AddDay(int first, int end, DateOnly? day, double confidence, string rule) =>
        Add(first, end, day is { } d ? new PartialDate(d) : null, day is null ? 0.5 : confidence, rule);

    private DateCue CueAt(int i) => _reader[i].Kind == StampTokenKind.Word ? _cues.Find(_reader.TextOf(i)) : default;

    private bool IsDash(int i) => _reader[i].Mark is '-' or '–' or '—' or '‑';

    /// <summary>Whether a token joins two dates: "to", "and", a dash.</summary>
    private bool IsJoint(int i) =>
        IsDash(i) || _reader[i].Mark is '/' || _reader.IsWord(i, "to") || _reader.IsWord(i, "and") || _reader.IsWord(i, "or") || _reader.IsWord(i, "until")
        || _reader.IsWord(i, "till") || _reader.IsWord(i, "through");

    /// <summary>The day <paramref name="days"/> away, or null beyond the calendar.</summary>
    private static DateOnly? Shift(DateOnly? day, int days) =>
        day is { } d && d.DayNumber + (long)days is >= 0 and <= 3_652_058 ? d.AddDays(days) : null;

    /// <summary>The month <paramref name="months"/> away from the anchor, or null without one.</summary>
    private PartialDate? ShiftMonth(int months)
    {
        if (_anchor is { } day)
        {
            return Month(day.Year, day.Month);
        }

        return _given.Month is { Month: not 0 } month ? Month(month.Year, month.Month) : null;

        PartialDate? Month(int year, int of)
        {
            var index = year * 12 + of - 1 + months;
            return index is >= 12 and < 120_000 ? new PartialDate(index / 12, index % 12 + 1) : null;
        }
    }

    private int? AnchorYear => _anchor?.Year ?? _given.Month?.Year;
}
