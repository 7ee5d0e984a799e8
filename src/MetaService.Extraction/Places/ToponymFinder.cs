using MetaService.Extraction.Headers;
using MetaService.Extraction.Tagging;
using MetaService.Extraction.Text;
using MetaService.Extraction.Tokens;

namespace MetaService.Extraction.Places;

/// <summary>Finds the place names of an article: the tagger's locations, and known names that it left untagged.</summary>
internal static class ToponymFinder
{
    private const int MaxWords = 5;

    /// <summary>A name that was not tagged needs a place at least this populous.</summary>
    private const long UntaggedPopulation = 40_000;

    /// <summary>A name that no gazetteer knows is taken for a place from this confidence of the tagger on.</summary>
    private const float UnknownConfidence = 0.5f;

    /// <summary>The place names in order of position, candidates looked up.</summary>
    public static List<Toponym> Find(TokenizedText tokens, IReadOnlyList<Mention> mentions, HeaderInfo header, DocumentGeography document, CancellationToken cancellation)
    {
        var found = new List<Toponym>();
        AddDatelines(tokens.Text, header, found);
        var surnames = Surnames(tokens.Text, mentions);
        foreach (var mention in mentions)
        {
            if (mention.Tag == EntityTag.Location
                || (mention.Tag is EntityTag.Company or EntityTag.Organization or EntityTag.Media or EntityTag.Person && IsBehindPlaceHead(tokens, mention.FirstToken))
                || (mention.Tag == EntityTag.Country && !CountryTable.Shared.TryFind(mention.Span.Of(tokens.Text), out _, out _)))
            {
                Add(tokens, mention, document, surnames, found);
            }
        }

        AddUntagged(tokens, mentions, document, surnames, found, cancellation);

        foreach (var toponym in found)
        {
            toponym.StatedCountry ??= StatedCountry(tokens.Text, toponym.Span, document);
        }

        return found;
    }

    /// <summary>Whether "city of", "town of", "province of" and the like stand before a token: then it is a place, whatever else has that name.</summary>
    private static bool IsBehindPlaceHead(TokenizedText tokens, int token) =>
        token >= 2 && tokens[token - 1] is "of" && PlaceWords.Shared.TryGet(tokens[token - 2], out var kind, out var use)
        && use == PlaceWordUse.Drop && kind != PlaceKind.Unknown && tokens[token - 2] is not ("state" or "State" or "department" or "Department" or "states" or "States" or "area");

    private static void AddDatelines(string text, HeaderInfo header, List<Toponym> found)
    {
        foreach (var place in header.DatelinePlaces)
        {
            var span = place.Spans is [var s, ..] ? s : default;
            var printed = span.Length > 0 && span.End <= text.Length ? Recase(span.Of(text).Trim().ToString()) : place.Value;
            if (printed.Length > 60 || printed.Contains('\n', StringComparison.Ordinal))
            {
                printed = place.Value;
            }

            var candidates = Candidates.Of(place.Value);
            if (candidates.Count == 0 || CountryTable.Shared.TryFind(place.Value, out _, out _))
            {
                continue;
            }

            found.Add(new Toponym
            {
                Span = span,
                Name = printed,
                Sentence = -1,
                NameConfidence = place.Confidence,
                Candidates = candidates,
                IsDateline = true,
            });
        }
    }

    private static void Add(TokenizedText tokens, Mention mention, DocumentGeography document, HashSet<string> surnames, List<Toponym> found)
    {
        var text = tokens.Text;
        var span = WithWordBefore(tokens, mention, Trim(text, mention.Span));
        if (span.Length < 2 || (CountryTable.Shared.TryFind(span.Of(text), out var country, out _) && !IsConstituent(country, span.Of(text))))
        {
            return;
        }

        // A word behind the name in small letters may be part of it (Rafah crossing) or say what it is (Anbar province).
        var hint = PlaceKind.Unknown;
        var next = NameWords.NextWord(text, span.Start, span.End);
        if (next > 0 && next < text.Length && char.IsLower(text[next]))
        {
            var end = NameWords.WordEnd(text, next);
            if (PlaceWords.Shared.TryGet(text.AsSpan(next, end - next), out var kind, out var use))
            {
                if (use == PlaceWordUse.Extend)
                {
                    span = TextSpan.FromBounds(span.Start, end);
                }
                else if (use == PlaceWordUse.Drop)
                {
                    hint = kind;
                }
            }
        }

        var name = Normalize(span.Of(text));
        var candidates = Candidates.Of(name);
        var last = span.Of(text).LastIndexOfAny(' ', '\n');
        if (last > 0 && (candidates.Match != NameMatch.Exact || IsKnownWithout(span.Of(text)[..last].TrimEnd(), candidates)) && PlaceWords.Shared.TryGet(span.Of(text)[(last + 1)..], out var inner, out var innerUse))
        {
            hint = inner;
            if (innerUse == PlaceWordUse.Drop)
            {
                span = new TextSpan(span.Start, span.Of(text)[..last].TrimEnd().Length);
                name = Normalize(span.Of(text));
                candidates = Candidates.Of(name);
            }
            else if (candidates.Match == NameMatch.Loose)
            {
                candidates = Candidates.None;
            }
        }

        if (name.Length < 2 || PlaceWords.Shared.IsNoPlace(name) || (candidates.Count == 0 && mention.Confidence < UnknownConfidence) || (name.Length < 6 && name[^1] == '.')
            || (surnames.Contains(GazetteerFormat.Key(name)) && !IsFamous(candidates)))
        {
            return;
        }

        if (candidates.Match == NameMatch.Squeezed)
        {
            name = candidates[0].Name;
        }

        found.Add(new Toponym
        {
            Span = span,
            Name = name,
            Sentence = document.SentenceAt(span.Start),
            Hint = hint,
            NameConfidence = mention.Confidence,
            Candidates = candidates,
        });
    }

    /// <summary>The name with the capitalised word before it, where the gazetteer knows both as one: <c>St</c> + <c>Petersburg</c>.</summary>
    private static TextSpan WithWordBefore(TokenizedText tokens, Mention mention, TextSpan span)
    {
        var before = mention.FirstToken - 1;
        if (before < 0)
        {
            return span;
        }

        var word = tokens.TokenSpan[before];
        if (word.End >= span.Start || span.Start - word.End > 2 || !char.IsUpper(tokens.Text[word.Start]) || span.End - word.Start > 60)
        {
            return span;
        }

        var candidates = Candidates.Of(tokens.Text.AsSpan(word.Start, span.End - word.Start));
        return candidates.Match == NameMatch.Exact && candidates.IsOwnName(0) && candidates[0].Population > 10_000
            ? TextSpan.FromBounds(word.Start, span.End)
            : span;
    }

    /// <summary>Folded last words of the persons named in full.</summary>
    private static HashSet<string> Surnames(string text, IReadOnlyList<Mention> mentions)
    {
        var surnames = new HashSet<string>(StringComparer.Ordinal);
        foreach (var mention in mentions)
        {
            if (mention is { Tag: EntityTag.Person, TokenCount: > 1 })
            {
                var name = mention.Span.Of(text);
                surnames.Add(GazetteerFormat.Key(name[(name.LastIndexOf(' ') + 1)..].ToString()));
            }
        }

        return surnames;
    }

    private static bool IsFamous(Candidates candidates) =>
        candidates.Count > 0 && candidates.IsOwnName(0) && (candidates[0].IsListed || candidates[0].IsCapital || candidates[0].Population > 300_000);

    /// <summary>Names of known, populous places in capital letters where the tagger saw no name.</summary>
    private static void AddUntagged(
        TokenizedText tokens, IReadOnlyList<Mention> mentions, DocumentGeography document, HashSet<string> surnames, List<Toponym> found, CancellationToken cancellation)
    {
        var text = tokens.Text;
        var all = tokens.TokenSpan;
        Span<int> first = stackalloc int[1];
        Span<char> key = stackalloc char[256];
        var hit = 0;
        var mention = 0;
        for (var sentence = 0; sentence < tokens.Sentences.Count; sentence++)
        {
            cancellation.ThrowIfCancellationRequested();
            var range = tokens.Sentences[sentence];
            for (var i = range.First; i < range.End; i++)
            {
                while (mention < mentions.Count && mentions[mention].EndToken <= i)
                {
                    mention++;
                }

                if (mention < mentions.Count && mentions[mention].FirstToken <= i)
                {
                    i = mentions[mention].EndToken - 1;
                    continue;
                }

                var limit = Math.Min(Math.Min(range.End, i + MaxWords), mention < mentions.Count ? mentions[mention].FirstToken : range.End);
                while (hit < document.Hits.Count && document.Hits[hit].Span.End <= all[i].Start)
                {
                    hit++;
                }

                if (!char.IsUpper(text[all[i].Start]) || all[i].Length < 3 || (hit < document.Hits.Count && document.Hits[hit].Span.Start <= all[i].Start))
                {
                    continue;
                }

                var best = -1;
                var length = 0;
                for (var end = i; end < limit; end++)
                {
                    if (!char.IsLetterOrDigit(text[all[end].Start]) && text[all[end].Start] != '-')
                    {
                        break;
                    }

                    if (end > i && char.IsLower(text[all[end].Start]) && tokens[end] is not ("of" or "al" or "el" or "de" or "la" or "the" or "and" or "ez" or "az" or "as" or "e"))
                    {
                        break;
                    }

                    length = NameWords.AppendWord(tokens[end], key, length);
                    if (length < 0)
                    {
                        break;
                    }

                    if (Gazetteer.Shared.FindKey(key[..length], first) > 0)
                    {
                        var place = Gazetteer.Shared[first[0]];
                        var isFirst = i == range.First && end == i;
                        if (mentions.Count == 0
                            ? place.IsListed || (place.Population >= UntaggedPopulation && !isFirst)
                            : place.IsListed && (end > i || place.IsCapital || place.Population >= 5 * UntaggedPopulation) && !isFirst)
                        {
                            best = end;
                        }
                    }
                }

                if (best < 0 || (best + 1 < range.End && best == i && char.IsLetter(text[all[best + 1].Start]) && char.IsUpper(text[all[best + 1].Start]))
                    || (mentions.Count > 0 && i > range.First && best == i && char.IsUpper(text[all[i - 1].Start])))
                {
                    continue;
                }

                var span = TextSpan.FromBounds(all[i].Start, all[best].End);
                var name = Normalize(span.Of(text));
                if (!PlaceWords.Shared.IsNoPlace(name) && !surnames.Contains(GazetteerFormat.Key(name)))
                {
                    found.Add(new Toponym { Span = span, Name = name, Sentence = sentence, NameConfidence = 0.5, Candidates = Candidates.Of(name) });
                }

                i = best;
            }
        }
    }

    /// <summary>Whether a name without its last word still leads to a place that the whole name leads to: Ilam for Ilam Province, not Eastern for Eastern Province.</summary>
    private static bool IsKnownWithout(ReadOnlySpan<char> name, Candidates candidates)
    {
        if (candidates[0].Kind is not (PlaceKind.Admin1 or PlaceKind.Admin2))
        {
            return false;
        }

        Span<int> found = stackalloc int[Gazetteer.MaxCandidates];
        return found[..Gazetteer.Shared.Find(name, found)].ContainsAny(candidates.Indexes);
    }

    /// <summary>The country that the words around a name state: behind a comma or "in", or before it as "Lebanon's" or "the Lebanese city of".</summary>
    private static string? StatedCountry(string text, TextSpan span, DocumentGeography document)
    {
        var low = 0;
        var hits = document.Hits;
        for (var high = hits.Count; low < high;)
        {
            var middle = (low + high) / 2;
            if (hits[middle].Span.Start < span.Start)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        if (low < hits.Count && hits[low].Kind != CountryNameKind.Demonym && hits[low].Span.Start - span.End is > 0 and < 24 && IsLinkBehind(text.AsSpan(span.End, hits[low].Span.Start - span.End)))
        {
            return hits[low].Country.Code;
        }

        return low > 0 && span.Start - hits[low - 1].Span.End is >= 0 and < 40 && IsLinkBefore(text.AsSpan(hits[low - 1].Span.End, span.Start - hits[low - 1].Span.End))
            ? hits[low - 1].Country.Code
            : null;
    }

    private static bool IsLinkBehind(ReadOnlySpan<char> gap) =>
        gap.TrimStart().Length > 0 && (gap.Trim() is "," or "(" or "in" or ", in" or ", in the"
            || gap.Trim() is "in northern" or "in southern" or "in eastern" or "in western" or "in central" or "in north" or "in south" or "in east" or "in west"
            || gap.Trim() is ", northern" or ", southern" or ", eastern" or ", western" or ", central");

    private static bool IsLinkBefore(ReadOnlySpan<char> gap)
    {
        var rest = gap.Trim();
        if (rest.StartsWith("'s") || rest.StartsWith("\u2019s"))
        {
            rest = rest[2..];
        }

        var words = 0;
        foreach (var range in rest.Split(' '))
        {
            var word = rest[range];
            if (word.Length == 0 || word is "of" or "the" or "northern" or "southern" or "eastern" or "western" or "central" or "capital" or "coastal" or "border" or "port" or "holy" or "second" or "largest" or "third" or "main" or "-held" or "northeastern" or "northwestern" or "southeastern" or "southwestern" or "desert" or "mountain" or "oil-rich" or "flashpoint" or "disputed" or "ancient")
            {
                continue;
            }

            words++;
            if (!PlaceWords.Shared.TryGet(word, out _, out _))
            {
                return false;
            }
        }

        return words <= 3;
    }

    private static bool IsConstituent(Country country, ReadOnlySpan<char> name) =>
        country.Code == "GB" && (name is "England" or "Scotland" or "Wales" or "Northern Ireland");

    private static TextSpan Trim(string text, TextSpan span)
    {
        var name = span.Of(text);
        var start = span.Start;
        if (name.StartsWith("the ", StringComparison.OrdinalIgnoreCase) && name.Length > 6)
        {
            start += 4;
        }

        foreach (var prefix in (ReadOnlySpan<string>)["city of ", "town of ", "village of ", "province of ", "district of ", "governorate of ", "state of ", "region of "])
        {
            if (text.AsSpan(start, span.End - start).StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && span.End - start > prefix.Length + 2)
            {
                start += prefix.Length;
                break;
            }
        }

        var end = span.End;
        if (end - start > 3 && text[end - 1] is 's' or 'S' && text[end - 2] is '\'' or '\u2019')
        {
            end -= 2;
        }

        while (end > start && (char.IsWhiteSpace(text[end - 1]) || text[end - 1] is ',' or '\'' or '\u2019' or ':' or ';' or '-' or '–'))
        {
            end--;
        }

        while (start < end && (char.IsWhiteSpace(text[start]) || text[start] is '\'' or '\u2018' or '"'))
        {
            start++;
        }

        return TextSpan.FromBounds(start, end);
    }

    private static string Normalize(ReadOnlySpan<char> printed)
    {
        if (printed.IndexOfAny('\n', '\r', '\t') < 0 && !printed.Contains("  ", StringComparison.Ordinal))
        {
            return Recase(printed.ToString());
        }

        return Recase(string.Join(' ', printed.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
    }

    /// <summary>A name printed in capitals throughout as a name: <c>BAGHDAD</c> → <c>Baghdad</c>.</summary>
    private static string Recase(string name)
    {
        if (name.Length < 4 || name.AsSpan().ContainsAnyInRange('a', 'z') || !name.Any(char.IsUpper))
        {
            return name;
        }

        return string.Create(name.Length, name, static (letters, source) =>
        {
            for (var i = 0; i < source.Length; i++)
            {
                letters[i] = i > 0 && (char.IsLetter(source[i - 1]) || source[i - 1] is '\'' or '\u2019') ? char.ToLowerInvariant(source[i]) : source[i];
            }
        });
    }
}
