using MetaService.Extraction.Dates;
using MetaService.Extraction.Text;

namespace MetaService.Extraction.Headers;

internal sealed partial class HeaderLineReader
{
    /// <summary>Cuts a line into stamps and the pieces between separators.</summary>
    private void Cut(TextLine line)
    {
        _pieces.Clear();
        var at = line.Start;
        var before = '\0';
        foreach (var stamp in stamps)
        {
            if (stamp.Span.Start < line.Start || stamp.Span.End > line.End)
            {
                continue;
            }

            before = CutText(at, stamp.Span.Start, before, stampBehind: true);
            _pieces.Add(new Piece(stamp.Span, stamp, before));
            before = '\0';
            at = stamp.Span.End;
        }

        CutText(at, line.End, before, stampBehind: false);
    }

    private char CutText(int start, int end, char before, bool stampBehind)
    {
        var from = start;
        for (var i = start; i < end; i++)
        {
            if (!IsCut(i, start, end, stampBehind, out var mark))
            {
                continue;
            }

            Add(from, i, before);
            before = mark;
            from = i + 1;
        }

        var added = Add(from, end, before);
        return added ? '\0' : before;

        bool Add(int a, int b, char mark)
        {
            var span = Trim(TextSpan.FromBounds(a, b));
            if (span.Length == 0 || !span.Of(text).ContainsAnyLetterOrDigit())
            {
                return false;
            }

            _pieces.Add(new Piece(span, null, mark));
            return true;
        }
    }

    private bool IsCut(int i, int start, int end, bool stampBehind, out char mark)
    {
        mark = text[i];
        switch (mark)
        {
            case '|' or '¦' or '»' or '›' or '•' or '·' or '→' or '\t' or ';' or '│' or '>' or '[' or ']':
                return true;
            case '/':
                return IsBlankOrEdge(i - 1, start, end) || IsBlankOrEdge(i + 1, start, end);
            case '-' or '–' or '—' or '−' or '―':
                mark = '-';
                return IsBlankOrEdge(i - 1, start, end) || IsBlankOrEdge(i + 1, start, end);
            case ',' or '،':
                // A comma parts a name from a date, not the parts of a title.
                return stampBehind && text.AsSpan(i + 1, end - i - 1).IsWhiteSpace();
            default:
                return false;
        }

        bool IsBlankOrEdge(int k, int a, int b) => k < a || k >= b || char.IsWhiteSpace(text[k]);
    }

    private bool ReadPieces(TextLine line, int index, HeaderPart part)
    {
        var unread = 0;
        var hasStamp = false;
        var known = 0;
        TextSpan? free = null;
        var isPath = _pieces.Count > 1 && _pieces.TrueForAll(p => p.Stamp is null);
        for (var i = 0; i < _pieces.Count; i++)
        {
            var piece = _pieces[i];
            if (piece.Stamp is { } stamp)
            {
                hasStamp = true;
                NoteStamp(stamp, index, part);
                continue;
            }

            var stampNext = i + 1 < _pieces.Count && _pieces[i + 1].Stamp is not null;
            if (TryPiece(piece.Span, index, part, stampNext, i + 1 < _pieces.Count ? _pieces[i + 1].Stamp : null))
            {
                known++;
                continue;
            }

            if (_pieces.Exists(p => p.Stamp is not null) && part == HeaderPart.Head && _bylines.Count == 0 && _authors.TryPiece(piece.Span, out var author, out var seat))
            {
                known++;
                _bylines.Add(author);
                if (seat is { } place)
                {
                    _places.Add(place);
                }

                continue;
            }

            var count = piece.Span.Of(text).CountWords();
            unread += count;
            if (free is null || piece.Span.Length > free.Value.Length)
            {
                free = piece.Span;
            }
        }

        if (_pieces.Count == 0)
        {
            return true;
        }

        if (hasStamp)
        {
            _places.AddRange(_loosePlaces);
        }

        if (isPath)
        {
            return ReadPath(line, index, part, free, unread);
        }

        if (!hasStamp)
        {
            return unread == 0;
        }

        var isSentence = line.Of(text).EndsSentence() && line.Words(text) >= 7;
        if (unread <= MaxUnread)
        {
            return !(isSentence && known == 0 && unread > 1);
        }

        // A title and its date on one line.
        if (free is { } title && !isSentence && part == HeaderPart.Head && unread <= 20 && (_pieces[^1].Stamp is not null || known > 0 || _pieces[^1].Span != title) && _stampFacts.Count > 0)
        {
            facts.Free.Add(new FreeLine(title, index, index == 0));
            return true;
        }

        return false;
    }

    private void NoteStamp(StampCandidate stamp, int index, HeaderPart part)
    {
        var label = _pendingLabel;
        _pendingLabel = LabelKind.None;
        if (!stamp.IsRelative)
        {
            _stampFacts.Add(new StampFact(stamp, label, part, index));
        }
    }

    private bool TryPiece(TextSpan span, int index, HeaderPart part, bool stampNext, StampCandidate? next)
    {
        if (stampNext && TryTrailingLabel(span, index, part))
        {
            return true;
        }

        if (next is { Shape: StampShape.ClockOnly } && TryToday(span, index, part, next))
        {
            return true;
        }

        // "ByJane Doe": the label's blank is lost.
        if (span.Length > 4 && text.AsSpan(span.Start).StartsWith("By", StringComparison.Ordinal) && char.IsUpper(text[span.Start + 2])
            && TryLabelled(LabelKind.Byline, TextSpan.FromBounds(span.Start + 2, span.End), index, part, hasColon: false))
        {
            return true;
        }

        // "By Jane Doe - Reporter of the Courier  Lagos"
        if (_bylines.Count > 0 && span.Of(text).CountWords() <= 8 && words.WordAt("job", text, span.Start, span.End) > 0)
        {
            var gap = span.Of(text).LastIndexOf("  ", StringComparison.Ordinal);
            var seat = gap > 0 ? Trim(TextSpan.FromBounds(span.Start + gap, span.End)) : default;
            if (seat.Length > 0 && places.MatchAt(text, seat.Start, seat.End) is { IsCity: true } city && city.Length == seat.Length)
            {
                _places.Add(new PlaceMention(city.Name, seat, city.Country, true));
            }

            return true;
        }

        if (text[span.Start] == '(' && words.LabelAt(text, span.Start + 1, span.End, out _) > 0)
        {
            span = Trim(TextSpan.FromBounds(span.Start + 1, span.End));
        }

        if (words.LabelAt(text, span.Start, span.End, out var kind) is var length and > 0)
        {
            var at = span.Start + length;
            while (at < span.End && char.IsWhiteSpace(text[at]))
            {
                at++;
            }

            var hasColon = (at < span.End && text[at] is ':' or '：') || (at == span.End && at < text.Length && NextMark(at) == ':');
            var value = Trim(TextSpan.FromBounds(hasColon ? Math.Min(at + 1, span.End) : at, span.End));
            if (value.Length == 0)
            {
                return TryBareLabel(kind, hasColon, stampNext);
            }

            if (TryLabelled(kind, value, index, part, hasColon))
            {
                return true;
            }
        }

        if (words.IsNoise(text, span.Start, span.End))
        {
            return true;
        }

        if (stampNext && TryReporter(span))
        {
            return true;
        }

        if (words.IsSection(span.Of(text)) || IsSiteSection(span))
        {
            _sections.Add(span);
            return true;
        }

        if (TryOutletLine(span, index, part))
        {
            return true;
        }

        if (stampNext && EndsWithDesk(span) && outlets.MatchAt(text, span.Start, span.End) is { IsWeak: false } && TryAuthor(span, index))
        {
            return true;
        }

        if (places.MatchAt(text, span.Start, span.End) is { Length: > 0 } place && place.Length == span.Length)
        {
            if (place.IsCity)
            {
                _loosePlaces.Add(new PlaceMention(place.Name, span, place.Country, true));
            }

            return true;
        }

        return false;
    }

    /// <summary>A label of a date that a name runs on into: <c>Jane Doe Published</c>, <c>The Courier Updated on</c>.</summary>
    private bool TryTrailingLabel(TextSpan span, int index, HeaderPart part)
    {
        for (var i = span.Start + 1; i < span.End; i++)
        {
            if (text[i - 1] is not (' ' or '(') || words.LabelAt(text, i, span.End, out var kind) is not (var length and > 0) || i + length != span.End
                || kind is not (LabelKind.Published or LabelKind.Modified))
            {
                continue;
            }

            var head = Trim(TextSpan.FromBounds(span.Start, text[i - 1] == '(' ? i - 1 : i));
            if (head.Length == 0)
            {
                _pendingLabel = kind;
                return true;
            }

            if (words.LabelAt(text, head.Start, head.End, out _) == 0 && _authors.TryPiece(head, out var author, out _))
            {
                _bylines.Add(author);
            }
            else if (!TryPiece(head, index, part, stampNext: false, null))
            {
                if (head.Of(text).CountWords() > MaxUnread)
                {
                    return false;
                }

                NoteNamesake(head, index);
            }

            _pendingLabel = kind;
            return true;
        }

        return false;
    }

    /// <summary>A name without any row that the page's own address spells as well.</summary>
    private void NoteNamesake(TextSpan head, int index)
    {
        if (site is null && siteKey.Length > 3 && TextFolding.FoldKey(head.Of(text).ToString()) == siteKey)
        {
            _outlets.Add(new OutletFact(new OutletMention([], head), OutletRole.Line, index));
        }
    }

    private char NextMark(int at)
    {
        while (at < text.Length && text[at] is ' ' or '\u00a0')
        {
            at++;
        }

        return at < text.Length ? text[at] : '\0';
    }

    private bool TryBareLabel(LabelKind kind, bool hasColon, bool stampNext)
    {
        if (stampNext && kind is LabelKind.Published or LabelKind.Modified or LabelKind.Date or LabelKind.Taken)
        {
            _pendingLabel = kind;
            return true;
        }

        if (hasColon || kind is LabelKind.Byline or LabelKind.Source or LabelKind.Poster or LabelKind.Noise or LabelKind.Photo)
        {
            _openLabel = kind;
            return true;
        }

        return stampNext || kind is LabelKind.Published or LabelKind.Modified;
    }

    /// <summary>The section by which the page's own site calls a part of itself.</summary>
    private bool IsSiteSection(TextSpan span)
    {
        if (site is not null)
        {
            foreach (var section in site.Sections)
            {
                if (span.Of(text).Equals(section, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary><c>Liam Cochrane reported this story on</c>.</summary>
    private bool TryReporter(TextSpan span)
    {
        for (var i = span.Start; i < span.End; i++)
        {
            if (text[i] == ' ' && words.WordAt("reported", text, i + 1, span.End) > 0 && NameShape.IsPerson(TextSpan.FromBounds(span.Start, i).Of(text)))
            {
                _bylines.Add(TextSpan.FromBounds(span.Start, i));
                return true;
            }
        }

        return false;
    }

    private bool TryToday(TextSpan span, int index, HeaderPart part, StampCandidate clock)
    {
        for (var i = span.End - 1; i >= span.Start; i--)
        {
            if ((i == span.Start || text[i - 1] == ' ') && words.Is("today", TextSpan.FromBounds(i, span.End).Of(text)))
            {
                facts.TodayClock ??= clock;
                var rest = Trim(TextSpan.FromBounds(span.Start, i));
                return rest.Length == 0 || TryPiece(rest, index, part, false, null);
            }
        }

        return false;
    }

    /// <summary>Pieces without any stamp: a breadcrumb, a page title with its site, an outlet with its section.</summary>
    private bool ReadPath(TextLine line, int index, HeaderPart part, TextSpan? free, int unread)
    {
        var isCrumbs = _pieces.Exists(p => p.Before is '»' or '›' or '>' or '→') || (_pieces.Count > 2 && _pieces.TrueForAll(p => p.Before is '/' or '\0')) || words.IsNoise(text, _pieces[0].Span.Start, _pieces[0].Span.End);
        if (isCrumbs)
        {
            for (var i = 0; i < _outlets.Count; i++)
            {
                if (_outlets[i].Role == OutletRole.Line && _outlets[i].Name.Span.Start != _pieces[0].Span.Start && !(_pieces.Count == 2 && words.IsNoise(text, _pieces[0].Span.Start, _pieces[0].Span.End)))
                {
                    _outlets[i] = _outlets[i] with { Role = OutletRole.Crumb };
                }
            }

            if (free is { } title && unread >= 3)
            {
                if (part == HeaderPart.Head)
                {
                    facts.Title ??= title;
                }

                return part == HeaderPart.Head;
            }

            if (free is { } crumb)
            {
                _sections.Add(crumb);
            }

            return part == HeaderPart.Head;
        }

        if (unread == 0)
        {
            return true;
        }

        if (part != HeaderPart.Head || _outlets.Count == 0 || _outlets.Exists(o => o.Role is not (OutletRole.Line or OutletRole.Credit)) || free is null)
        {
            return false;
        }

        // "Outlet | slogan" or "title | section | outlet".
        var outletSpan = _outlets[0].Name.Span;
        if (outletSpan.Start <= _pieces[0].Span.Start)
        {
            if (unread <= 2 && _sections.Count == 0)
            {
                _sections.Add(free.Value);
            }

            return !line.Of(text).EndsSentence() || unread <= 8;
        }

        if (_outlets.Exists(o => o.Name.Span.End >= _pieces[^1].Span.End - 1) && unread >= 2)
        {
            facts.Free.Add(new FreeLine(TextSpan.FromBounds(_pieces[0].Span.Start, free.Value.End), index, index == 0));
            return true;
        }

        return false;
    }
}
