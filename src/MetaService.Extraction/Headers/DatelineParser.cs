using MetaService.Extraction.Dates;

namespace MetaService.Extraction.Headers;

/// <summary>
/// Reads datelines of all agency styles: a run of places, agencies, days and brackets parted by commas, dots, slashes and dashes,
/// as long as each part is known or has the right shape. The last place where the run may end wins.
/// </summary>
internal sealed partial class DatelineParser(string text, OutletCatalog outlets, PlaceNames places, HeaderLexicon words, IReadOnlyList<StampCandidate> stamps)
{
    /// <summary>Longest dateline, in code units.</summary>
    private const int MaxLength = 180;

    private const int MaxParts = 12;

    private enum Part
    {
        None,
        Place,
        UnknownPlace,
        Region,
        Agency,
        Stamp,
        Person,
    }

    private readonly List<PlaceMention> _places = [];
    private readonly List<OutletMention> _credits = [];
    private StampCandidate? _stamp;
    private TextSpan? _person;
    private TextSpan? _section;
    private int _start;
    private int _end;
    private int _lineEnd;
    private bool _wholeLine;
    private bool _hasBracketCredit;
    private bool _hasLostCredit;
    private bool _endsInBracket;
    private bool _hasKnownCity;
    private bool _startsWithAgency;
    private Part _last;
    private bool _lastIsCaps;
    private bool _lastIsWeak;
    private Dateline? _best;

    /// <summary>The dateline at a place of a text, or null.</summary>
    /// <param name="start">Where it would start.</param>
    /// <param name="end">End of the line or paragraph.</param>
    /// <param name="wholeLine">Whether it must fill everything up to <paramref name="end"/>; else text must follow.</param>
    public Dateline? Parse(int start, int end, bool wholeLine)
    {
        Reset(start, end, wholeLine);
        var p = start;
        var separators = Separators.None;
        for (var parts = 0; parts < MaxParts && p < _end;)
        {
            var c = text[p];
            if (StampAt(p) is { } stamp)
            {
                _stamp ??= stamp;
                p = stamp.Span.End;
                _last = Part.Stamp;
                parts++;
            }
            else if (c is '(' or '[')
            {
                if (!TryBracket(ref p, parts == 0))
                {
                    break;
                }

                _endsInBracket = true;
                parts++;
            }
            else if (char.IsLetterOrDigit(c))
            {
                if (!TryName(ref p, separators, parts))
                {
                    break;
                }

                _endsInBracket = false;
                parts++;
            }
            else if (parts > 0 || !IsSeparator(c))
            {
                break;
            }

            separators = ReadSeparators(ref p, parts);
        }

        if (p >= end && _last != Part.None)
        {
            Commit(end, atLineEnd: true);
        }

        return _best;
    }

    private void Reset(int start, int end, bool wholeLine)
    {
        _places.Clear();
        _credits.Clear();
        _stamp = null;
        _person = _section = null;
        (_start, _end, _lineEnd, _wholeLine) = (start, wholeLine ? end : Math.Min(end, start + MaxLength), end, wholeLine);
        _hasBracketCredit = _hasLostCredit = _endsInBracket = _hasKnownCity = _startsWithAgency = _lastIsCaps = _lastIsWeak = false;
        _last = Part.None;
        _best = null;
    }

    private StampCandidate? StampAt(int p)
    {
        if (p >= _end)
        {
            return null;
        }

        foreach (var stamp in stamps)
        {
            if (stamp.Span.Start == p && !stamp.IsRelative && stamp.Span.End <= _end)
            {
                return stamp;
            }

            if (stamp.Span.Start > p)
            {
                break;
            }
        }

        // "LIMA, 20 jun (": abbreviations of other languages are months only behind a place or agency.
        if (_last is Part.Place or Part.Region or Part.UnknownPlace or Part.Agency && _stamp is null && char.IsDigit(text[p])
            && StampScanner.Scan(text, new TextSpan(p, Math.Min(14, _end - p)), StampScanOptions.ForeignMonthWithoutYear) is [{ Shape: StampShape.Words } foreign, ..] && foreign.Span.Start == p)
        {
            return foreign;
        }

        // "Jerusalem Post, 5/7": two numbers are a day only right behind an outlet.
        if (_last == Part.Agency && _startsWithAgency && _stamp is null && char.IsDigit(text[p])
            && StampScanner.Scan(text, new TextSpan(p, Math.Min(6, _end - p)), StampScanOptions.NumericWithoutYear) is [{ Shape: StampShape.NumericNoYear } yearless, ..] && yearless.Span.Start == p)
        {
            return yearless;
        }

        return null;
    }

    /// <summary>What stands between two parts.</summary>
    [Flags]
    private enum Separators
    {
        None = 0,
        Blank = 1,
        Dash = 2,
        TightDash = 4,
        Colon = 8,
        Slash = 16,
        DoubleSlash = 32,
        Dot = 64,
        Comma = 128,
        Underscore = 256,
        Bar = 512,
    }

    private static bool IsDash(char c) => c is '-' or '–' or '—' or '−' or '―' or '‐' or '‑' or 'ـ' or '~';

    private static bool IsSeparator(char c) => char.IsWhiteSpace(c) || IsDash(c) || c is ',' or '،' or '.' or '/' or ':' or '_' or '|' or ';' or '·' or '•' or '*' or '»' or '›';

    /// <summary>Reads the marks behind a part; where the dateline may end with them, keeps it.</summary>
    private Separators ReadSeparators(ref int p, int parts)
    {
        var found = Separators.None;
        var from = p;
        var slashes = 0;
        while (p < _end && IsSeparator(text[p]))
        {
            var c = text[p];
            found |= char.IsWhiteSpace(c) ? Separators.Blank
                : IsDash(c) ? Separators.Dash
                : c switch
                {
                    ',' or '،' or ';' => Separators.Comma,
                    '.' or '·' or '•' or '*' => Separators.Dot,
                    '/' => Separators.Slash,
                    ':' => Separators.Colon,
                    '_' => Separators.Underscore,
                    _ => Separators.Bar,
                };
            slashes += c == '/' ? 1 : 0;
            if (c == '.' && StampAt(p + 1) is null && p > from && text[p - 1] == '.')
            {
                break;
            }

            p++;
        }

        if (slashes > 1)
        {
            found |= Separators.DoubleSlash;
        }

        if (found == Separators.Dash && p - from == 1 && _last is not Part.None && !(from > 0 && text[from - 1] is ')' or ']'))
        {
            found = Separators.TightDash;
        }

        if (parts > 0 && EndsHere(found))
        {
            Commit(p, atLineEnd: false);
        }

        return found;
    }

    private bool EndsHere(Separators s)
    {
        if ((s & (Separators.Dash | Separators.DoubleSlash | Separators.Underscore)) != 0 || ((s & Separators.Colon) != 0))
        {
            return true;
        }

        return _last switch
        {
            Part.Agency when (s & Separators.Slash) != 0 => true,
            Part.Agency when (s & Separators.Dot) != 0 => _places.Count > 0 || _stamp is not null,
            Part.Agency when s is Separators.Blank or Separators.None => (_endsInBracket && (_places.Count > 0 || _stamp is not null)) || (_lastIsCaps && !_lastIsWeak && _places.Count > 0 && !_hasBracketCredit),
            Part.Place when s is Separators.Blank or Separators.None => _startsWithAgency && _lastIsCaps && !_wholeLine,
            Part.Stamp when s == Separators.Blank => _startsWithAgency && _places.Count == 0,
            _ => false,
        };
    }

    private void Commit(int bodyStart, bool atLineEnd)
    {
        if (_wholeLine != atLineEnd && _wholeLine)
        {
            return;
        }

        var isCaps = _places.Count > 0 && _places[0].Span.Of(text).IsAllCaps();
        var hasPlace = _places.Count > 0 && (_hasKnownCity || isCaps || _credits.Count > 0 || _stamp is not null);
        var hasCredit = _credits.Count > 0 && !(_lastIsWeak && _places.Count == 0 && _stamp is null && !_hasBracketCredit);
        if (!hasPlace && !hasCredit && !(_stamp is { HasYear: true } && !_wholeLine))
        {
            return;
        }

        // A single name on a line: a city in capitals, never a country or a word that may be a section.
        if (_wholeLine && _credits.Count == 0 && _stamp is null && _places.Count > 0 && (!_hasKnownCity || !isCaps || words.IsSection(_places[0].Span.Of(text))))
        {
            return;
        }

        if (_wholeLine && _places.Count == 0 && (_credits.Count == 0 || _person is null))
        {
            return;
        }

        if (!_wholeLine)
        {
            if (text.AsSpan(bodyStart, Math.Max(_lineEnd - bodyStart, 0)).CountWords() < 3 || !StartsText(bodyStart))
            {
                return;
            }
        }

        _best = new Dateline
        {
            Places = [.. _places],
            Credits = [.. _credits],
            Stamp = _stamp,
            Person = _person,
            Section = _section,
            HasLostCredit = _hasLostCredit,
            Span = TextSpan.FromBounds(_start, bodyStart),
        };
    }

    /// <summary>Whether a sentence may begin here: a capital, a digit, a quote or a letter of a script without case.</summary>
    private bool StartsText(int p) => p < text.Length && (char.IsUpper(text[p]) || char.IsDigit(text[p]) || text[p] is '"' or '“' or '‘' or '\'' or '«' or '[' or '…' or '$' or '€' or '£' or '¿' or '¡'
        || (char.IsLetter(text[p]) && !char.IsLower(text[p])) || _hasBracketCredit || (char.IsLower(text[p]) && p + 2 < text.Length && (text[p + 1] is '-' or '\'' or '’' || text[p + 2] is '-' or '\'' or '’' || char.IsUpper(text[p + 1]))));
}
