using MetaService.Extraction.Text;

namespace MetaService.Extraction.Places;

/// <summary>Makes places of resolved toponyms: each place once, with its mentions, roles and alternatives.</summary>
internal static class PlaceAssembler
{
    private const int MaxAlternatives = 5;

    /// <summary>From this share of the evidence on, a place that no gazetteer knows is taken to lie in the article's main country.</summary>
    private const double ContextShare = 0.45;

    /// <summary>The places in order of first mention.</summary>
    public static IReadOnlyList<ResolvedPlace> Assemble(List<Toponym> toponyms, DocumentGeography document, string? dominant, double dominantShare)
    {
        var groups = new List<(List<Toponym> Members, string? Country)>();
        var byKey = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var toponym in toponyms.OrderBy(t => t.IsDateline ? -1 : t.Span.Start))
        {
            var country = toponym.Choice >= 0 ? Gazetteer.Shared[toponym.Choice].Country : toponym.StatedCountry;
            var nameKey = $"{country}|{GazetteerFormat.Key(toponym.Name)}";
            var placeKey = toponym.Choice >= 0 ? $"#{toponym.Choice}" : nameKey;
            if (!byKey.TryGetValue(placeKey, out var group) && !byKey.TryGetValue(nameKey, out group))
            {
                group = groups.Count;
                groups.Add(([], country));
            }

            byKey.TryAdd(placeKey, group);
            byKey.TryAdd(nameKey, group);
            groups[group].Members.Add(toponym);
        }

        var places = new List<ResolvedPlace>(groups.Count);
        Dictionary<int, string?>? sentences = null;
        foreach (var (members, country) in groups)
        {
            var nearby = country is null && members.TrueForAll(m => m.Choice < 0)
                ? (sentences ??= SentenceCountries(toponyms, document)).GetValueOrDefault(members[0].Sentence)
                : null;
            places.Add(Build(members, country, nearby, document, dominant, dominantShare));
        }

        return places;
    }

    /// <summary>By sentence, the country of its places and country names where they agree, else null.</summary>
    private static Dictionary<int, string?> SentenceCountries(List<Toponym> toponyms, DocumentGeography document)
    {
        var countries = new Dictionary<int, string?>();
        foreach (var hit in document.Hits)
        {
            if (hit.Kind != CountryNameKind.Demonym)
            {
                Add(hit.Sentence, hit.Country.Code);
            }
        }

        foreach (var toponym in toponyms)
        {
            if (toponym is { Choice: >= 0, IsDateline: false } && Gazetteer.Shared[toponym.Choice].Country is { } country)
            {
                Add(toponym.Sentence, country);
            }
        }

        return countries;

        void Add(int sentence, string country) =>
            countries[sentence] = !countries.TryGetValue(sentence, out var known) || known == country ? country : null;
    }

    private static ResolvedPlace Build(
        List<Toponym> members, string? country, string? nearby, DocumentGeography document, string? dominant, double dominantShare)
    {
        var best = members[0];
        foreach (var member in members)
        {
            // The fullest name of the body; a dateline's only where no other stands.
            if ((best.IsDateline && !member.IsDateline) || (best.IsDateline == member.IsDateline && member.Name.Length > best.Name.Length))
            {
                best = member;
            }
        }

        var spans = members.Select(m => m.Span).Where(s => s.Length > 0).Distinct().OrderBy(s => s.Start).ToList();
        var roles = new List<PlaceRole>();
        if (members.Any(m => m.IsDateline))
        {
            roles.Add(PlaceRole.Dateline);
        }

        if (members.Any(m => !m.IsDateline && (m.Sentence <= document.FirstBodySentence || IsScene(document.Text, m.Span))))
        {
            roles.Add(PlaceRole.Event);
        }

        if (roles.Count == 0)
        {
            roles.Add(PlaceRole.Mentioned);
        }

        var nameConfidence = members.Max(m => m.NameConfidence);
        if (best.Choice < 0)
        {
            var isContext = country is null && dominant is not null && dominantShare >= ContextShare && (nearby is null || nearby == dominant);
            var isSentence = country is null && !isContext && nearby is not null;
            return new ResolvedPlace(
                best.Name, best.Name, 0, country ?? (isContext ? dominant : isSentence ? nearby : null), null, best.Hint, null, null, roles, spans,
                nameConfidence * (country is not null ? 0.8 : isContext ? dominantShare * 0.8 : isSentence ? 0.5 : 0.3),
                country is not null ? "place.stated" : isContext ? "place.country-context" : isSentence ? "place.sentence-context" : "place.unresolved", Alternatives(best, -1));
        }

        var place = Gazetteer.Shared[best.Choice];
        return new ResolvedPlace(
            best.Name,
            place.Name,
            place.GeonameId,
            place.Country,
            place.Kind == PlaceKind.Admin1 ? null : place.Admin1?.Name,
            place.Kind == PlaceKind.City && best.Hint == PlaceKind.Admin1 ? PlaceKind.Admin1 : place.Kind,
            Math.Round(place.Latitude, 5),
            Math.Round(place.Longitude, 5),
            roles,
            spans,
            nameConfidence * best.ChoiceConfidence,
            best.Rule,
            Alternatives(best, best.Choice));
    }

    private static string[] Alternatives(Toponym toponym, int choice)
    {
        var alternatives = new List<string>();
        var chosen = choice >= 0 ? Gazetteer.Shared[choice].Country : "";
        for (var i = 0; i < toponym.Candidates.Count; i++)
        {
            var place = toponym.Candidates[i];
            var text = $"{place.Name}, {place.Country}";
            if (place.Country is not null && place.Country != chosen && !alternatives.Contains(text) && alternatives.Count < MaxAlternatives)
            {
                alternatives.Add(text);
            }
        }

        return [.. alternatives];
    }

    /// <summary>Whether a preposition of place stands before the name.</summary>
    private static bool IsScene(string text, TextSpan span)
    {
        var before = text.AsSpan(0, span.Start).TrimEnd();
        if (before.EndsWith(" the", StringComparison.OrdinalIgnoreCase))
        {
            before = before[..^4].TrimEnd();
        }

        var start = before.LastIndexOf(' ') + 1;
        return before[start..] is "in" or "In" or "at" or "At" or "near" or "Near" or "outside" or "across" or "inside" or "around";
    }
}
