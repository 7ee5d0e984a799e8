using System.Collections.Frozen;
using System.Globalization;
using MetaService.Extraction.Actors;
using MetaService.Extraction.Actors.Knowledge;
using MetaService.Extraction.Headers;
using MetaService.Extraction.Resources;
using MetaService.Extraction.Tagging;
using MetaService.Extraction.Tokens;

namespace MetaService.Extraction.Places;

/// <summary>Chooses focus countries by a linear score over evidence; the weights are data.</summary>
internal sealed class RegionModel
{
    /// <summary>An acronym means too many things to bring in a country that nothing else names.</summary>
    private const int MaxAcronymLength = 4;

    /// <summary>A person's mention counts less than a country's name.</summary>
    private const double PersonWeight = 0.6;

    private readonly KnowledgeBase _knowledge;
    private readonly FrozenDictionary<string, double> _weights;

    /// <summary>A model with the weights built into this assembly.</summary>
    public RegionModel(KnowledgeBase knowledge)
    {
        _knowledge = knowledge;
        _weights = EmbeddedData.Lines("region-weights.tsv").Select(l => l.Split('\t'))
            .ToFrozenDictionary(c => c[0], c => double.Parse(c[1], CultureInfo.InvariantCulture));
    }

    /// <summary>The region of an article.</summary>
    public Region Choose(DocumentGeography document, TokenizedText tokens, IReadOnlyList<ResolvedPlace> places, IReadOnlyList<Mention> mentions, HeaderInfo header)
    {
        var evidence = Collect(document, tokens, places, mentions, header);
        if (evidence.Count == 0)
        {
            return Region.Empty;
        }

        var ranked = evidence.Values.Where(e => e.Spans.Count > 0).ToList();
        var total = ranked.Sum(e => e.Weight);
        foreach (var country in ranked)
        {
            country.Score = Score(country, total);
        }

        ranked.Sort((a, b) => b.Score != a.Score ? b.Score.CompareTo(a.Score) : a.First.CompareTo(b.First));
        if (ranked.Count == 0)
        {
            return Region.Empty;
        }

        var sum = ranked.Sum(e => Math.Max(0.01, e.Score));
        var focus = new List<CountryWeight> { Weigh(ranked[0]) };
        for (var i = 1; i < ranked.Count && focus.Count < 3; i++)
        {
            if (ranked[i].Score >= _weights[i == 1 ? "second-threshold" : "third-threshold"] * ranked[0].Score)
            {
                focus.Add(Weigh(ranked[i]));
            }
        }

        var main = CountryTable.Shared.Find(focus[0].Code)!;
        return new Region(focus, [.. ranked.Select(Weigh)], main.Subregion.Length == 0 ? null : main.Subregion, main.Subregion.Length == 0 ? null : main.SubregionName);

        CountryWeight Weigh(CountryEvidence e) => new(e.Country.Code, e.Country.Name, Math.Max(0.01, e.Score) / sum, [.. e.Spans.Distinct().OrderBy(s => s.Start)]);
    }

    private double Score(CountryEvidence e, double total) =>
        (_weights["title"] * (e.InTitle ? 1 : 0))
        + (_weights["lead"] * (e.InLead ? 1 : 0))
        + (_weights["early"] * (e.InEarly ? 1 : 0))
        + (_weights["name"] * Math.Log(1 + e.Names))
        + (_weights["demonym"] * Math.Log(1 + e.Demonyms))
        + (_weights["place"] * Math.Log(1 + e.Places))
        + (_weights["body"] * Math.Log(1 + e.Bodies))
        + (_weights["people"] * Math.Log(1 + e.People))
        + (_weights["share"] * (total > 0 ? e.Weight / total : 0))
        + (_weights["dateline"] * (e.IsDateline ? 1 : 0))
        + (_weights["outlet"] * (e.IsOutlet ? 1 : 0))
        + (_weights["first"] * (e.IsFirst ? 1 : 0));

    private Dictionary<string, CountryEvidence> Collect(
        DocumentGeography document, TokenizedText tokens, IReadOnlyList<ResolvedPlace> places, IReadOnlyList<Mention> mentions, HeaderInfo header)
    {
        var evidence = new Dictionary<string, CountryEvidence>(StringComparer.Ordinal);
        foreach (var hit in document.Hits)
        {
            var e = Of(hit.Country);
            Add(e, hit.Span, hit.Sentence, 1);
            _ = hit.Kind == CountryNameKind.Demonym ? e.Demonyms++ : e.Names++;
        }

        Country? dateline = null;
        foreach (var place in places)
        {
            if (CountryTable.Shared.Find(place.Country) is not { } country || place.Rule is "place.country-context" or "place.sentence-context")
            {
                continue;
            }

            var isDateline = place.Roles.Contains(PlaceRole.Dateline);
            foreach (var span in place.Mentions)
            {
                var sentence = document.SentenceAt(span.Start);
                if (isDateline && (sentence < 0 || !InBody(span)))
                {
                    continue;
                }

                var e = Of(country);
                Add(e, span, sentence, 1);
                e.Places++;
            }

            if (isDateline)
            {
                dateline ??= country;
            }
        }

        foreach (var mention in mentions)
        {
            if (mention.Tag is EntityTag.Government or EntityTag.Military or EntityTag.ArmedGroup or EntityTag.Party or EntityTag.Organization
                && CountryOf(mention.Span.Of(tokens.Text), isPerson: false) is { } country
                && (mention.Span.Length > MaxAcronymLength || evidence.ContainsKey(country.Code)))
            {
                var e = Of(country);
                Add(e, mention.Span, document.SentenceAt(mention.Span.Start), 0.8);
                e.Bodies++;
            }
        }

        AddPeople(tokens, mentions, evidence);
        if (dateline is not null && evidence.TryGetValue(dateline.Code, out var filed))
        {
            filed.IsDateline = true;
        }
        else if (dateline is not null && evidence.Count == 0)
        {
            // Nothing else is named: the piece is about where it was filed.
            var only = Of(dateline);
            only.IsDateline = true;
            only.Spans.AddRange(places.Where(p => p.Country == dateline.Code).SelectMany(p => p.Mentions));
        }

        if (CountryTable.Shared.Find(header.Outlet?.Value.Country) is { } home && evidence.TryGetValue(home.Code, out var own))
        {
            own.IsOutlet = true;
        }

        if (evidence.Count > 0)
        {
            evidence.Values.MinBy(e => e.First)!.IsFirst = true;
        }

        return evidence;

        CountryEvidence Of(Country country)
        {
            if (!evidence.TryGetValue(country.Code, out var e))
            {
                evidence[country.Code] = e = new CountryEvidence(country);
            }

            return e;
        }

        bool InBody(TextSpan span) => header.Body.Contains(span) || (header.Title?.Spans is [var title, ..] && title.Contains(span));

        void Add(CountryEvidence e, TextSpan span, int sentence, double weight)
        {
            e.Spans.Add(span);
            e.Weight += weight;
            e.First = Math.Min(e.First, span.Start);
            e.InTitle |= sentence < document.FirstBodySentence;
            e.InLead |= sentence == document.FirstBodySentence;
            e.InEarly |= sentence > document.FirstBodySentence && sentence <= document.FirstBodySentence + 2;
        }
    }

    /// <summary>
    /// Counts the mentions of people whom the knowledge base knows by their full names, for countries that the text names by other
    /// means: who acts tells what an article is about, but a person alone does not mention a country.
    /// </summary>
    private void AddPeople(TokenizedText tokens, IReadOnlyList<Mention> mentions, Dictionary<string, CountryEvidence> evidence)
    {
        Dictionary<string, CountryEvidence?>? known = null;
        foreach (var mention in mentions)
        {
            if (mention.Tag != EntityTag.Person)
            {
                continue;
            }

            var name = mention.Span.Of(tokens.Text);
            known ??= new Dictionary<string, CountryEvidence?>(StringComparer.Ordinal);
            var surname = GazetteerFormat.Key(name[(name.LastIndexOfAny(' ', '\n') + 1)..].ToString());
            if (!known.TryGetValue(surname, out var country))
            {
                country = CountryOf(name, isPerson: true) is { } home ? evidence.GetValueOrDefault(home.Code) : null;
                known[surname] = country;
            }

            if (country is not null)
            {
                country.People++;
                country.Weight += PersonWeight;
            }
        }
    }

    /// <summary>The country of a body or person that the knowledge base knows under this name, where all of that name have the same.</summary>
    private Country? CountryOf(ReadOnlySpan<char> name, bool isPerson)
    {
        string? found = null;
        foreach (var claim in _knowledge.Claims(name))
        {
            if ((_knowledge.Type(claim.Entry) == ActorType.Person) != isPerson)
            {
                continue;
            }

            var country = _knowledge.Country(claim.Entry);
            if (country is null || (found is not null && found != country))
            {
                return null;
            }

            found = country;
        }

        return CountryTable.Shared.Find(found);
    }

    private sealed class CountryEvidence(Country country)
    {
        public Country Country { get; } = country;

        public List<TextSpan> Spans { get; } = [];

        public int Names { get; set; }

        public int Demonyms { get; set; }

        public int Places { get; set; }

        public int Bodies { get; set; }

        public int People { get; set; }

        public double Weight { get; set; }

        public double Score { get; set; }

        public int First { get; set; } = int.MaxValue;

        public bool InTitle { get; set; }

        public bool InLead { get; set; }

        public bool InEarly { get; set; }

        public bool IsDateline { get; set; }

        public bool IsOutlet { get; set; }

        public bool IsFirst { get; set; }
    }
}
