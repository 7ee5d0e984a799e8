namespace MetaService.Extraction.Headers;

internal sealed partial class HeaderLineReader
{
    /// <summary>Most words of a value behind a label.</summary>
    private const int MaxValueWords = 14;

    /// <summary>A value behind a label. Without a colon it must fit the label's kind.</summary>
    private bool TryLabelled(LabelKind kind, TextSpan value, int index, HeaderPart part, bool hasColon)
    {
        value = WithoutOn(value);
        if (value.Length == 0)
        {
            return true;
        }

        var count = value.Of(text).CountWords();
        switch (kind)
        {
            case LabelKind.Byline:
                return count <= MaxValueWords + 6 && TryByline(value, index);
            case LabelKind.Source:
                if (hasColon || outlets.ByName(value.Of(text)).Count > 0)
                {
                    return count <= 8 && TrySource(value, index);
                }

                return NamesIn(value) is { Count: > 0 } && TrySource(value, index);
            case LabelKind.Publisher:
                if (outlets.ByName(value.Of(text)) is { Count: > 0 } named)
                {
                    _outlets.Add(new OutletFact(new OutletMention(named, value), OutletRole.Publisher, index));
                    return true;
                }

                return hasColon && count <= 6;
            case LabelKind.Section:
                if (count <= 6 && (hasColon || words.IsSection(LastStep(value).Of(text)) || value.Of(text).Contains('/')))
                {
                    facts.AddSection(LastStep(value), isLabelled: true);
                    return true;
                }

                return false;
            case LabelKind.Title:
                if (hasColon && count >= 2)
                {
                    facts.Title ??= value;
                    return true;
                }

                return false;
            case LabelKind.Place:
                if (hasColon && places.MatchAt(text, value.Start, value.End) is { IsCity: true } place)
                {
                    _places.Add(new PlaceMention(place.Name, new TextSpan(value.Start, place.Length), place.Country, true));
                    return true;
                }

                return false;
            case LabelKind.Poster:
            case LabelKind.Editor:
                return hasColon || count <= 5;
            case LabelKind.Photo:
                return hasColon;
            case LabelKind.Id:
                return hasColon ? count <= 4 : IsNumber(value);
            case LabelKind.Noise:
                return hasColon ? count <= MaxValueWords : words.IsNoise(text, value.Start, value.End);
            case LabelKind.Published or LabelKind.Modified or LabelKind.Date or LabelKind.Taken:
                // "Updated 13 sec ago" and the like; a clock's stray words.
                return (hasColon && count <= 3) || words.IsNoise(text, value.Start, value.End);
            default:
                return false;
        }
    }

    /// <summary>A number, alone or with more labels and numbers behind it: <c>143 Issue 48245</c>.</summary>
    private bool IsNumber(TextSpan value)
    {
        var end = value.Start;
        while (end < value.End && !char.IsWhiteSpace(text[end]))
        {
            end++;
        }

        if (!TextSpan.FromBounds(value.Start, end).Of(text).ContainsAnyDigit())
        {
            return false;
        }

        var rest = Trim(TextSpan.FromBounds(end, value.End));
        return rest.Length == 0 || (words.LabelAt(text, rest.Start, rest.End, out var kind) is var length and > 0 && kind == LabelKind.Id
            && rest.Start + length < rest.End && IsNumber(Trim(TextSpan.FromBounds(rest.Start + length, rest.End))));
    }

    private bool TrySource(TextSpan value, int index)
    {
        var names = NamesIn(value);
        var whole = outlets.ByName(value.Of(text));
        if (whole.Count == 0 && names.Count == 0 && words.LabelAt(text, value.Start, value.End, out _) > 0)
        {
            return false;
        }

        _outlets.Add(new OutletFact(whole.Count > 0 || names.Count != 1 ? new OutletMention(whole, value) : names[0], OutletRole.Source, index));
        return true;
    }

    private TextSpan WithoutOn(TextSpan value)
    {
        foreach (var word in (ReadOnlySpan<string>)[" on", " at", " in"])
        {
            if (value.Of(text).EndsWith(word, StringComparison.OrdinalIgnoreCase))
            {
                return Trim(TextSpan.FromBounds(value.Start, value.End - word.Length));
            }
        }

        return Trim(value);
    }

    private TextSpan LastStep(TextSpan value)
    {
        var slash = value.Of(text).LastIndexOfAny('/', '>', '»');
        return slash >= 0 && slash + 1 < value.Length ? Trim(TextSpan.FromBounds(value.Start + slash + 1, value.End)) : value;
    }

    /// <summary>
    /// Authors: people, desks, agencies and outlets in a list. People and the outlet's own desks become bylines; an agency is a
    /// credit; a place is the filing place.
    /// </summary>
    private bool TryByline(TextSpan value, int index)
    {
        int bylines = _bylines.Count, names = _outlets.Count, found = _places.Count;
        foreach (var part in Authors(value))
        {
            if (part.Length > 0 && !TryAuthor(part, index))
            {
                _bylines.RemoveRange(bylines, _bylines.Count - bylines);
                _outlets.RemoveRange(names, _outlets.Count - names);
                _places.RemoveRange(found, _places.Count - found);
                return false;
            }
        }

        return true;
    }

    private bool TryAuthor(TextSpan part, int index)
    {
        if (words.Is("today", part.Of(text)))
        {
            return true;
        }

        if (outlets.ByName(part.Of(text)) is { Count: > 0 } whole)
        {
            if (_bylines.Count == 0 && whole is [{ IsAgency: false }, ..] && EndsWithDesk(part))
            {
                _bylines.Add(part);
            }

            _outlets.Add(new OutletFact(new OutletMention(whole, part), OutletRole.Byline, index));
            return true;
        }

        if (words.Is("desk", part.Of(text)))
        {
            if (!IsJobOnly(part))
            {
                _bylines.Add(part);
            }

            return true;
        }

        // "AFP Staff Writers Kuwait City (AFP)", "Naharnet Newsdesk", "Nikkei staff writer"
        if (outlets.MatchAt(text, part.Start, part.End) is { } match)
        {
            var rest = Trim(TextSpan.FromBounds(part.Start + match.Length, part.End));
            var desk = words.WordAt("desk", text, rest.Start, rest.End);
            var name = new OutletMention(match.Claimants, new TextSpan(part.Start, match.Length));
            if (desk == 0 && rest.Length > 0 && places.MatchAt(text, rest.Start, rest.End).Length > 0 && TryPlaceAndCredit(rest, index))
            {
                _outlets.Add(new OutletFact(name, OutletRole.Byline, index));
                return true;
            }

            if (desk > 0)
            {
                _outlets.Add(new OutletFact(name, OutletRole.Byline, index));
                if (match.Claimants is [{ IsAgency: false }, ..] && desk == rest.Length && _bylines.Count == 0)
                {
                    _bylines.Add(part);
                }

                var behind = Trim(TextSpan.FromBounds(rest.Start + desk, rest.End));
                return behind.Length == 0 || TryPlaceAndCredit(behind, index);
            }
        }

        if (places.MatchAt(text, part.Start, part.End) is { Length: > 0 } place && place.Length == part.Length)
        {
            if (place.IsCity)
            {
                _places.Add(new PlaceMention(place.Name, part, place.Country, true));
            }

            return true;
        }

        // "Ali Latif Azzaman": a person, then the outlet.
        for (var i = part.End - 1; i > part.Start; i--)
        {
            if (text[i] != ' ')
            {
                continue;
            }

            var last = TextSpan.FromBounds(i + 1, part.End);
            var head = Trim(TextSpan.FromBounds(part.Start, i));
            if (outlets.ByName(last.Of(text)) is { Count: > 0 } own && NameShape.IsPerson(head.Of(text)))
            {
                _outlets.Add(new OutletFact(new OutletMention(own, last), OutletRole.Byline, index));
                _bylines.Add(head);
                return true;
            }

            if (words.Is("desk", last.Of(text)) && NameShape.IsPerson(head.Of(text)))
            {
                _bylines.Add(head);
                return true;
            }

            if (text.AsSpan(i + 1).StartsWith("in ", StringComparison.Ordinal) && places.MatchAt(text, i + 4, part.End) is { IsCity: true } city && NameShape.IsPerson(head.Of(text)))
            {
                _bylines.Add(head);
                _places.Add(new PlaceMention(city.Name, new TextSpan(i + 4, city.Length), city.Country, true));
                return true;
            }
        }

        if (EndsWithDesk(part) && _bylines.Count > 0)
        {
            return true;
        }

        if (NameShape.IsPerson(part.Of(text)) || (part.Of(text).CountWords() == 1 && char.IsUpper(text[part.Start]) && _bylines.Count == 0 && part.Length > 2))
        {
            _bylines.Add(part);
            return true;
        }

        return EndsInDesk(part);
    }

    private bool TryPlaceAndCredit(TextSpan span, int index)
    {
        if (datelines.Parse(span.Start, span.End, wholeLine: true) is not { } dateline)
        {
            return false;
        }

        _places.AddRange(dateline.Places);
        foreach (var credit in dateline.Credits)
        {
            _outlets.Add(new OutletFact(credit, OutletRole.Credit, index));
        }

        return true;
    }

    /// <summary>Words of a job that stand behind names: no author of their own.</summary>
    private bool IsJobOnly(TextSpan part) => _bylines.Count > 0 || part.Of(text) is "and" or "Editor" or "editor";

    private bool EndsInDesk(TextSpan part)
    {
        if (!EndsWithDesk(part))
        {
            return false;
        }

        if (_bylines.Count == 0)
        {
            _bylines.Add(part);
        }

        return true;
    }

    /// <summary>Whether the last words are a desk's, not the only ones: <c>Naharnet Newsdesk</c>.</summary>
    private bool EndsWithDesk(TextSpan part)
    {
        for (var i = part.Start + 1; i < part.End; i++)
        {
            if (text[i - 1] == ' ' && words.WordAt("desk", text, i, part.End) is var length and > 0 && i + length == part.End)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The parts of a list of authors.</summary>
    private List<TextSpan> Authors(TextSpan value)
    {
        var parts = new List<TextSpan>();
        var from = value.Start;
        for (var i = value.Start; i < value.End; i++)
        {
            var length = text[i] is ',' or '،' or ';' or '&' or '|' or '/' ? 1
                : text[i] == ' ' && text.AsSpan(i, value.End - i) is var rest
                    ? rest.StartsWith(" and ", StringComparison.OrdinalIgnoreCase) ? 5 : rest.StartsWith(" with ", StringComparison.OrdinalIgnoreCase) ? 6 : rest.StartsWith(" - ", StringComparison.Ordinal) ? 3 : 0
                : 0;
            if (length == 0)
            {
                continue;
            }

            parts.Add(WithoutAnd(Trim(TextSpan.FromBounds(from, i))));
            i += length - 1;
            from = i + 1;
        }

        parts.Add(WithoutAnd(Trim(TextSpan.FromBounds(from, value.End))));
        return parts;
    }

    private TextSpan WithoutAnd(TextSpan part) => part.Of(text).StartsWith("and ", StringComparison.OrdinalIgnoreCase)
        ? Trim(TextSpan.FromBounds(part.Start + 4, part.End))
        : part;
}
