namespace MetaService.Extraction.Headers;

/// <summary>
/// Finds authors that stand on a line of their own without a label: a name below the headline or beside the stamp's line, with or
/// without a line that says what they do. Where in doubt there is no author: names are tags and captions as well.
/// </summary>
internal sealed class AuthorFinder(string text, HeaderFacts facts, OutletCatalog outlets, PlaceNames places, HeaderLexicon words)
{
    /// <summary>How far into the body a name is looked for: whom it tells of did not write it.</summary>
    private const int Searched = 4_000;

    private const int MaxJobWords = 8;

    /// <summary>Moves the authors and their job lines out of the lines that nothing read.</summary>
    public void Find()
    {
        if (facts.Bylines.Count > 0)
        {
            return;
        }

        for (var i = 0; i < facts.Free.Count; i++)
        {
            var line = facts.Free[i];
            if (!TrySplit(line.Span, out var name, out var place) || !IsNoOther(name))
            {
                continue;
            }

            var hasJob = i + 1 < facts.Free.Count && facts.Free[i + 1].Line == line.Line + 1 && IsJobLine(facts.Free[i + 1].Span, out _);
            if (!IsAuthor(i, name, hasJob))
            {
                continue;
            }

            facts.Bylines.Add(name);
            AddPlace(place);
            if (hasJob)
            {
                IsJobLine(facts.Free[i + 1].Span, out var seat);
                AddPlace(seat);
                facts.Free.RemoveAt(i + 1);
            }

            facts.Free.RemoveAt(i);
            return;
        }
    }

    /// <summary>Whether a piece beside a stamp is an author's name, perhaps with a city behind it.</summary>
    public bool TryPiece(TextSpan span, out TextSpan name, out PlaceMention? place) =>
        TrySplit(span, out name, out place) && PersonEvidence.Of(name.Of(text)) >= PersonCertainty.Rare && IsNoOther(name);

    private bool IsAuthor(int i, TextSpan name, bool hasJob)
    {
        var line = facts.Free[i].Line;
        var certainty = PersonEvidence.Of(name.Of(text));
        var isBelowTitle = false;
        var hasTitle = facts.Title is not null;
        for (var k = 0; k < facts.Free.Count; k++)
        {
            if (k != i && facts.Free[k].Span.Of(text).CountWords() >= 3 && PersonEvidence.Of(facts.Free[k].Span.Of(text)) < PersonCertainty.Known && !IsJobLine(facts.Free[k].Span, out _))
            {
                hasTitle = true;
                isBelowTitle |= k < i;
            }
        }

        if (!hasTitle || IsTold(name))
        {
            return false;
        }

        var isBesideStamp = facts.Stamps.Exists(s => s.Part == HeaderPart.Head && Math.Abs(s.Line - line) == 1);
        return certainty switch
        {
            PersonCertainty.No => false,
            PersonCertainty.Shape => hasJob,
            PersonCertainty.Rare => hasJob || (isBelowTitle && isBesideStamp),
            _ => hasJob || isBelowTitle || isBesideStamp,
        };
    }

    /// <summary>Whether the headline or the body tells of the person.</summary>
    private bool IsTold(TextSpan name)
    {
        var printed = name.Of(text);
        var last = printed[(printed.LastIndexOf(' ') + 1)..];
        var body = text.AsSpan(facts.BodyStart, Math.Min(Searched, facts.BodyEnd - facts.BodyStart));
        if (body.Contains(last, StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        foreach (var line in facts.Free)
        {
            if (line.Span.Start != name.Start && line.Span.Of(text).Contains(last, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary><c>NAME</c>, <c>NAME, City</c>, <c>NAME in City</c>.</summary>
    private bool TrySplit(TextSpan span, out TextSpan name, out PlaceMention? place)
    {
        (name, place) = (Trim(span), null);
        var printed = name.Of(text);
        if (printed.Length > 90)
        {
            return false;
        }

        var cut = printed.IndexOf(',');
        var skip = 1;
        if (cut < 0)
        {
            (cut, skip) = (printed.IndexOf(" in ", StringComparison.Ordinal), 4);
        }

        if (cut > 0)
        {
            var behind = Trim(TextSpan.FromBounds(name.Start + cut + skip, name.End));
            if (behind.Length == 0 || CityAt(behind) is not { } city || city.Span.Length != behind.Length)
            {
                return false;
            }

            place = city;
            name = Trim(TextSpan.FromBounds(name.Start, name.Start + cut));
        }

        return PersonEvidence.Of(name.Of(text)) > PersonCertainty.No;
    }

    /// <summary>Whether a name is known as nothing but a person's: no outlet, desk, place, section or label.</summary>
    private bool IsNoOther(TextSpan name)
    {
        if (outlets.ByName(name.Of(text)).Count > 0 || words.IsSection(name.Of(text)) || words.IsNoise(text, name.Start, name.End) || words.Is("no-place", name.Of(text)))
        {
            return false;
        }

        var lastWord = name.Start;
        for (var i = name.Start; i < name.End; i++)
        {
            if (i > name.Start && text[i - 1] != ' ')
            {
                continue;
            }

            lastWord = i;
            if (words.LabelAt(text, i, name.End, out var label) > 0 && label != LabelKind.None && (i > name.Start || words.LabelAt(text, i, name.End, out _) == name.Length))
            {
                return false;
            }

            foreach (var kind in (ReadOnlySpan<string>)["desk", "media", "job", "title-mark", "no-person"])
            {
                if (words.WordAt(kind, text, i, name.End) > 0)
                {
                    return false;
                }
            }

            if (outlets.MatchAt(text, i, name.End) is { IsWeak: false } match && (i + match.Length == name.End || i == name.Start) && match.Length > 3)
            {
                return false;
            }
        }

        return lastWord > name.Start && places.MatchAt(text, name.Start, name.End).Length < name.Length && !Places.CountryTable.Shared.TryFindAt(text.AsSpan(0, name.End), name.Start, out _);
    }

    /// <summary>A line that says what the author above it does, and where: <c>Energy correspondent</c>, <c>Reporter, Lagos</c>, <c>in Lagos</c>.</summary>
    private bool IsJobLine(TextSpan span, out PlaceMention? seat)
    {
        seat = null;
        span = Trim(span);
        if (span.Length is 0 or > 90 || span.Of(text).CountWords() > MaxJobWords || span.Of(text).EndsSentence())
        {
            return false;
        }

        if (span.Of(text).StartsWith("in ", StringComparison.OrdinalIgnoreCase) && CityAt(TextSpan.FromBounds(span.Start + 3, span.End)) is { } only && only.Span.End == span.End)
        {
            seat = only;
            return true;
        }

        for (var i = span.Start; i < span.End; i++)
        {
            if ((i > span.Start && text[i - 1] != ' ') || words.WordAt("job", text, i, span.End) is not (var length and > 0))
            {
                continue;
            }

            var end = i + length;
            var behind = Trim(TextSpan.FromBounds(end, span.End));
            if (behind.Length == 0)
            {
                return true;
            }

            var isJoined = text[end] == ',' || text[end] == ' ' && (behind.Of(text).StartsWith("in ", StringComparison.OrdinalIgnoreCase) || behind.Of(text).StartsWith("at ", StringComparison.OrdinalIgnoreCase)
                || behind.Of(text).StartsWith("for ", StringComparison.OrdinalIgnoreCase) || behind.Of(text).StartsWith("of ", StringComparison.OrdinalIgnoreCase));
            if (isJoined)
            {
                var space = text[end] == ',' ? behind.Start : behind.Start + behind.Of(text).IndexOf(' ') + 1;
                seat = CityAt(TextSpan.FromBounds(space, span.End));
                return true;
            }
        }

        return false;
    }

    private PlaceMention? CityAt(TextSpan span) => span.Length > 0 && places.MatchAt(text, span.Start, span.End) is { IsCity: true, Length: > 0 } place
        ? new PlaceMention(place.Name, new TextSpan(span.Start, place.Length), place.Country, true)
        : null;

    private void AddPlace(PlaceMention? place)
    {
        if (place is { } found && facts.Places.Count == 0)
        {
            facts.Places.Add(found);
        }
    }

    private TextSpan Trim(TextSpan span)
    {
        int start = span.Start, end = span.End;
        while (start < end && (char.IsWhiteSpace(text[start]) || text[start] is '-' or '–' or '—' or ',' or '•' or '·' or '|'))
        {
            start++;
        }

        while (end > start && (char.IsWhiteSpace(text[end - 1]) || text[end - 1] is '-' or '–' or '—' or ',' or '•' or '·' or '|'))
        {
            end--;
        }

        return TextSpan.FromBounds(start, end);
    }
}
