namespace MetaService.Extraction.Headers;

internal sealed partial class DatelineParser
{
    /// <summary>Most code units between two brackets.</summary>
    private const int MaxBracket = 90;

    /// <summary>Most words of a name that no list has.</summary>
    private const int MaxUnknownWords = 4;

    /// <summary>A place, agency or person at a word's start.</summary>
    private bool TryName(ref int p, Separators before, int parts)
    {
        var outlet = outlets.MatchAt(text, p, _end);
        var place = places.MatchAt(text, p, _end);
        if (place.Length > 0 && place.IsCity && !place.IsCurated && IsNoPlace(new TextSpan(p, place.Length)))
        {
            place = default;
        }

        if (outlet is { } named && words.IsSection(text.AsSpan(p, named.Length)))
        {
            outlet = null;
        }

        if (outlet is { } o && o.Length >= place.Length && !(o.Length == place.Length && place.IsCity && _places.Count == 0 && o.IsWeak))
        {
            return TryAgency(ref p, o, before);
        }

        if (place.Length > 0)
        {
            return TryPlace(ref p, place, before);
        }

        return TryGlued(ref p) || TryUnknown(ref p, before, parts);
    }

    private bool TryAgency(ref int p, OutletMatch match, Separators before)
    {
        var end = p + match.Length;
        var span = TextSpan.FromBounds(p, end);
        var isCaps = span.Of(text).IsAllCaps();
        if (!Follows(end, mayBlank: (isCaps && (_places.Count > 0 || IsCityBehind(end))) || (_wholeLine && (_places.Count > 0 || _last == Part.None))) || (match.IsWeak && !isCaps && _places.Count == 0 && _last == Part.None && !_wholeLine))
        {
            return false;
        }

        _startsWithAgency |= _last == Part.None;
        _credits.Add(new OutletMention(match.Claimants, span));
        (_last, _lastIsCaps, _lastIsWeak) = (Part.Agency, isCaps, match.IsWeak);
        p = end;
        if (_startsWithAgency && _places.Count == 0 && _stamp is null)
        {
            TrySection(ref p);
        }

        return true;
    }

    /// <summary>A section between an outlet and a colon: <c>Iran Press/Iran news:</c>.</summary>
    private void TrySection(ref int p)
    {
        if (p >= _end || text[p] != '/')
        {
            return;
        }

        var colon = text.AsSpan(p, Math.Min(_end - p, 40)).IndexOf(':');
        var name = colon > 2 ? text.AsSpan(p + 1, colon - 1).Trim() : default;
        if (name.Length > 0 && name.CountWords() <= 3 && name.IndexOfAny('/', '(', '.') < 0)
        {
            _section = TextSpan.FromBounds(p + 1, p + colon);
            p += colon;
        }
    }

    private bool TryPlace(ref int p, PlaceMatch match, Separators before)
    {
        var end = p + match.Length;
        var span = TextSpan.FromBounds(p, end);
        var isCaps = span.Of(text).IsAllCaps();
        if (!Follows(end, mayBlank: (_startsWithAgency && (isCaps || _wholeLine)) || (_wholeLine && _places.Count > 0) || IsAgencyAt(end)))
        {
            return false;
        }

        var sameStyle = _places.Count == 0 || (before & Separators.Slash) != 0 || ((before & Separators.Comma) != 0 && isCaps && _places[0].Span.Of(text).IsAllCaps() && _credits.Count == 0);
        if (match.IsCity && sameStyle)
        {
            _places.Add(new PlaceMention(match.Name, span, match.Country, true));
            _hasKnownCity = true;
            _last = Part.Place;
        }
        else if (_places.Count == 0 && _last == Part.None && !isCaps && !_startsWithAgency)
        {
            return false;
        }
        else
        {
            if (match.Country is { } country && _places.Count > 0 && _places[^1].Country is null)
            {
                _places[^1] = _places[^1] with { Country = country };
            }

            if (_places.Count == 0 && isCaps && !match.IsCity)
            {
                _places.Add(new PlaceMention(match.Name, span, match.Country, true));
            }

            _last = Part.Region;
        }

        _lastIsCaps = isCaps;
        p = end;
        return true;
    }

    /// <summary>A place in capitals that lost the blank behind it: <c>TEHRANIraqi</c>.</summary>
    private bool TryGlued(ref int p)
    {
        var i = p;
        while (i < _end && char.IsUpper(text[i]))
        {
            i++;
        }

        var cut = i - 1;
        if (cut - p < 3 || i >= _end || !char.IsLower(text[i]))
        {
            return false;
        }

        var place = places.MatchAt(text, p, cut);
        if (place.Length != cut - p || !place.IsCity)
        {
            return false;
        }

        _places.Add(new PlaceMention(place.Name, TextSpan.FromBounds(p, cut), place.Country, true));
        (_last, _lastIsCaps, _hasKnownCity) = (Part.Place, true, true);
        p = cut;
        return true;
    }

    /// <summary>A capitalised name that no list has: a place at the start, an agency behind a place, a person behind both.</summary>
    private bool TryUnknown(ref int p, Separators before, int parts)
    {
        var end = p;
        var count = 0;
        for (var i = p; i < _end && count <= MaxUnknownWords;)
        {
            var wordEnd = i;
            while (wordEnd < _end && (char.IsLetterOrDigit(text[wordEnd]) || text[wordEnd] is '\'' or '’' or '&' or '`' || (text[wordEnd] == '-' && wordEnd + 1 < _end && char.IsLetter(text[wordEnd + 1])) || (text[wordEnd] == '.' && wordEnd + 1 < _end && char.IsLetter(text[wordEnd + 1]))))
            {
                wordEnd++;
            }

            if (wordEnd == i || char.IsLower(text[i]) && count == 0 || char.IsLower(text[i]) && wordEnd - i > 3)
            {
                break;
            }

            count++;
            end = wordEnd;
            i = wordEnd;
            while (i < _end && text[i] == ' ')
            {
                i++;
            }

            if (i >= _end || !char.IsLetter(text[i]))
            {
                break;
            }
        }

        if (count is 0 or > MaxUnknownWords || !Follows(end, mayBlank: false))
        {
            return false;
        }

        var span = TextSpan.FromBounds(p, end);
        var isCaps = span.Of(text).IsAllCaps();
        if (parts == 0)
        {
            var isNoPlace = IsNoPlace(span);
            if (!(isCaps || BracketFollows(end)) || (isNoPlace && !BracketFollows(end)))
            {
                return false;
            }

            if (!isNoPlace)
            {
                _places.Add(new PlaceMention(TitleCase(span), span, null, false));
            }

            (_last, _lastIsCaps) = (Part.UnknownPlace, isCaps);
        }
        else if (_credits.Count > 0 && _wholeLine && end == _end && (before & (Separators.Dash | Separators.Slash | Separators.Bar)) != 0 && NameShape.IsPerson(span.Of(text)) && !IsNoPlace(span))
        {
            _person = span;
            _last = Part.Person;
        }
        else if (_credits.Count == 0 && _places.Count > 0 && ContainsMediaWord(span))
        {
            _credits.Add(new OutletMention([], span));
            (_last, _lastIsCaps, _lastIsWeak) = (Part.Agency, isCaps, false);
        }
        else
        {
            return false;
        }

        p = end;
        return true;
    }

    /// <summary>A bracket with agency, place or day; one that was never closed marks a credit that was cut out.</summary>
    private bool TryBracket(ref int p, bool isFirst)
    {
        var close = MatchingClose(p);
        if (close < 0)
        {
            if (_last is Part.Place or Part.Region or Part.UnknownPlace && (_hasKnownCity || _lastIsCaps))
            {
                var at = p + 1;
                while (at < _end && (char.IsWhiteSpace(text[at]) || IsDash(text[at])))
                {
                    at++;
                }

                Commit(at, atLineEnd: false);
                _best = _best is { } lost ? lost with { HasLostCredit = true } : null;
            }

            return false;
        }

        var inner = TextSpan.FromBounds(p + 1, close);
        if (inner.Of(text).IsWhiteSpace() && _last is Part.Place or Part.Region or Part.UnknownPlace or Part.Stamp && (_hasKnownCity || _lastIsCaps))
        {
            _hasLostCredit = true;
            p = close + 1;
            return true;
        }

        int credits = _credits.Count, placesBefore = _places.Count;
        if (!TryInner(inner, isFirst))
        {
            _credits.RemoveRange(credits, _credits.Count - credits);
            _places.RemoveRange(placesBefore, _places.Count - placesBefore);
            return false;
        }

        if (_credits.Count > credits)
        {
            _startsWithAgency |= isFirst;
            _hasBracketCredit = true;
            _last = Part.Agency;
            _lastIsCaps = false;
        }
        else if (_last == Part.None)
        {
            _last = _places.Count > 0 ? Part.Place : Part.Stamp;
        }

        p = close + 1;
        return true;
    }

    private bool TryInner(TextSpan inner, bool isFirst)
    {
        var whole = outlets.ByName(inner.Of(text).Trim());
        if (whole.Count > 0)
        {
            _credits.Add(new OutletMention(whole, Trimmed(inner)));
            return true;
        }

        var known = 0;
        var unknown = 0;
        for (var i = inner.Start; i < inner.End;)
        {
            var c = text[i];
            if (StampAt(i) is { } stamp)
            {
                _stamp ??= stamp;
                i = stamp.Span.End;
                known++;
                continue;
            }

            if (!char.IsLetterOrDigit(c))
            {
                i++;
                continue;
            }

            var outlet = outlets.MatchAt(text, i, inner.End);
            var place = places.MatchAt(text, i, inner.End);
            if (outlet is { } o && o.Length >= place.Length)
            {
                _credits.Add(new OutletMention(o.Claimants, new TextSpan(i, o.Length)));
                i += o.Length;
                known++;
            }
            else if (place.Length > 0)
            {
                if (_places.Count == 0 && place.IsCity)
                {
                    _places.Add(new PlaceMention(place.Name, new TextSpan(i, place.Length), place.Country, true));
                    _hasKnownCity = true;
                }

                i += place.Length;
                known++;
            }
            else
            {
                var end = i;
                while (end < inner.End && char.IsLetterOrDigit(text[end]))
                {
                    end++;
                }

                unknown += end - i <= 3 && char.IsLower(c) ? 0 : 1;
                i = end;
            }
        }

        if (unknown == 0)
        {
            return known > 0;
        }

        // A credit that no list has: only behind a place or a day.
        var span = Trimmed(inner);
        if (!isFirst && known == 0 && unknown <= MaxUnknownWords && char.IsUpper(text[span.Start]) && (span.Of(text).IsAllCaps() || ContainsMediaWord(span) || span.Of(text).Contains('.')))
        {
            _credits.Add(new OutletMention([], span));
            return true;
        }

        return known > 0 && unknown <= 2 && _credits.Count > 0 && !isFirst;
    }

    private int MatchingClose(int open)
    {
        var depth = 0;
        for (var i = open; i < Math.Min(_end, open + MaxBracket); i++)
        {
            depth += text[i] is '(' or '[' ? 1 : text[i] is ')' or ']' ? -1 : 0;
            if (depth == 0)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Whether a name may end here: marks, a bracket, a day or the end follow, or only blanks where that is allowed.</summary>
    private bool Follows(int p, bool mayBlank)
    {
        var at = p;
        while (at < _end && text[at] == ' ')
        {
            at++;
        }

        if (at >= _end || StampAt(at) is not null)
        {
            return true;
        }

        var c = text[at];
        if (IsDash(c) && at == p && at + 1 < _end && char.IsLower(text[at + 1]))
        {
            return false;
        }

        return c is '(' or '[' || (IsSeparator(c) && !char.IsWhiteSpace(c)) || mayBlank;
    }

    private bool IsAgencyAt(int p)
    {
        while (p < _end && text[p] == ' ')
        {
            p++;
        }

        return p < _end && char.IsUpper(text[p]) && outlets.MatchAt(text, p, _end) is { IsWeak: false } match && (p + match.Length == _end || Follows(p + match.Length, false));
    }

    private bool IsCityBehind(int p)
    {
        while (p < _end && text[p] == ' ')
        {
            p++;
        }

        return p < _end && places.MatchAt(text, p, _end) is { IsCity: true } place && Follows(p + place.Length, false);
    }

    private bool BracketFollows(int p)
    {
        while (p < _end && text[p] is ' ' or ',')
        {
            p++;
        }

        var close = p < _end && text[p] == '(' ? MatchingClose(p) : -1;
        return close > 0 && outlets.ByName(text.AsSpan(p + 1, close - p - 1).Trim()) is [{ }, ..];
    }

    private bool IsNoPlace(TextSpan span) => words.Is("no-place", span.Of(text)) || words.IsSection(span.Of(text)) || words.LabelAt(text, span.Start, span.End, out _) == span.Length;

    private bool ContainsMediaWord(TextSpan span)
    {
        for (var i = span.Start; i < span.End; i++)
        {
            if ((i == span.Start || !char.IsLetter(text[i - 1])) && words.WordAt("media", text, i, span.End) > 0)
            {
                return true;
            }
        }

        return false;
    }

    private TextSpan Trimmed(TextSpan span)
    {
        int start = span.Start, end = span.End;
        while (start < end && !char.IsLetterOrDigit(text[start]))
        {
            start++;
        }

        while (end > start && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        return TextSpan.FromBounds(start, end);
    }

    /// <summary>A printed name with capitals only at its words' starts; as printed where it has lower case already.</summary>
    private string TitleCase(TextSpan span)
    {
        var printed = span.Of(text).ToString();
        if (!printed.AsSpan().IsAllCaps())
        {
            return printed;
        }

        return NameShape.TitleCase(printed);
    }
}
