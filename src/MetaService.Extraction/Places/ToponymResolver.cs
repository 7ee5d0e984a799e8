using MetaService.Extraction.Headers;

namespace MetaService.Extraction.Places;

/// <summary>
/// Chooses among the places of a name by scored evidence, in passes: what the text states, the countries it names, what its kind
/// words say and how populous a place is; then how near the other places are. One name has one sense in an article, but for
/// where the text states another country.
/// </summary>
internal sealed class ToponymResolver
{
    // Points per unit of evidence. The scale is that of log-odds: a difference of 2 is about 88 percent.
    private const double PopulationPoints = 1.7;
    private const double StatedPoints = 12;
    private const double SharePoints = 7;
    private const double NamedPoints = 2;
    private const double SentencePoints = 1.5;
    private const double OutletPoints = 2;
    private const double DatelinePoints = 2.5;
    private const double ListedPoints = 3;
    private const double CapitalPoints = 2;
    private const double SeatPoints = 0.5;
    private const double HintPoints = 3;
    private const double DivisionPoints = -1.5;
    private const double NearPoints = 3;
    private const double NearKilometres = 120;

    /// <summary>A place that no country of the article supports needs at least this population to be believed.</summary>
    private const long UnsupportedPopulation = 60_000;

    private readonly List<Toponym> _toponyms;
    private readonly DocumentGeography _document;
    private readonly HeaderInfo _header;
    private readonly Dictionary<string, double> _shares = new(StringComparer.Ordinal);

    public ToponymResolver(List<Toponym> toponyms, DocumentGeography document, HeaderInfo header)
    {
        _toponyms = toponyms;
        _document = document;
        _header = header;
    }

    /// <summary>The country that most of the article's evidence points to, or null; for places that no gazetteer knows.</summary>
    public string? DominantCountry { get; private set; }

    /// <summary>Share of <see cref="DominantCountry"/> in the evidence, 0 to 1.</summary>
    public double DominantShare { get; private set; }

    /// <summary>Resolves all toponyms in place.</summary>
    public void Resolve(CancellationToken cancellation)
    {
        ReadShares(useChoices: false);
        var groups = Groups();
        foreach (var group in groups)
        {
            cancellation.ThrowIfCancellationRequested();
            Choose(group, others: null);
        }

        // Second pass: with the places of the first as evidence, and their distances.
        ReadShares(useChoices: true);
        var anchors = _toponyms.Where(t => t.Choice >= 0 && t.ChoiceConfidence > 0.8).Select(t => t.Choice).Distinct().Take(64).ToArray();
        foreach (var group in groups)
        {
            cancellation.ThrowIfCancellationRequested();
            Choose(group, anchors);
        }

        ReadShares(useChoices: true);
        (DominantCountry, DominantShare) = _shares.Count == 0 ? (null, 0) : _shares.MaxBy(s => s.Value) is var (country, share) ? (country, share) : (null, 0);
    }

    /// <summary>Mentions of one folded name with one stated country, or none, stand together.</summary>
    private List<List<Toponym>> Groups()
    {
        var byName = new Dictionary<string, List<Toponym>>(StringComparer.Ordinal);
        var groups = new List<List<Toponym>>();
        foreach (var toponym in _toponyms)
        {
            var key = GazetteerFormat.Key(toponym.Name);
            if (!byName.TryGetValue(key, out var same))
            {
                byName[key] = same = [];
                groups.Add(same);
            }

            same.Add(toponym);
        }

        for (var i = groups.Count - 1; i >= 0; i--)
        {
            var stated = groups[i].Select(t => t.StatedCountry).OfType<string>().Distinct().ToList();
            if (stated.Count > 1)
            {
                // The text itself tells two places of one name apart; a bare mention belongs to the first.
                var all = groups[i];
                groups[i] = [.. all.Where(t => t.StatedCountry is null || t.StatedCountry == stated[0])];
                groups.InsertRange(i + 1, stated.Skip(1).Select(s => all.Where(t => t.StatedCountry == s).ToList()));
            }
        }

        return groups;
    }

    private void ReadShares(bool useChoices)
    {
        _shares.Clear();
        var total = 0.0;
        foreach (var hit in _document.Hits)
        {
            Add(hit.Country.Code, hit.Sentence <= _document.FirstBodySentence ? 2 : 1);
        }

        foreach (var toponym in _toponyms)
        {
            if (useChoices && toponym.Choice >= 0 && Gazetteer.Shared[toponym.Choice].Country is { } country)
            {
                Add(country, toponym.ChoiceConfidence * (toponym.Sentence <= _document.FirstBodySentence ? 2 : 1));
            }
            else if (!useChoices && toponym.Candidates.Length > 0 && IsUnambiguous(toponym.Candidates) && Gazetteer.Shared[toponym.Candidates[0]].Country is { } only)
            {
                Add(only, 1);
            }
        }

        if (_header.Outlet?.Value.Country is { } home)
        {
            Add(home, 0.7);
        }

        foreach (var code in _shares.Keys)
        {
            _shares[code] /= total;
        }

        void Add(string code, double weight)
        {
            _shares[code] = _shares.GetValueOrDefault(code) + weight;
            total += weight;
        }
    }

    /// <summary>Whether the most populous place outweighs those of other countries by far.</summary>
    private static bool IsUnambiguous(int[] candidates)
    {
        var first = Gazetteer.Shared[candidates[0]];
        var others = 0L;
        foreach (var index in candidates.AsSpan(1))
        {
            var place = Gazetteer.Shared[index];
            others = place.Country == first.Country ? others : Math.Max(others, place.Population);
        }

        return first.Population > 20_000 && first.Population > 20 * others;
    }

    private void Choose(List<Toponym> group, int[]? others)
    {
        var first = group[0];
        var candidates = first.Candidates;
        if (candidates.Length == 0)
        {
            return;
        }

        var hint = group.Select(t => t.Hint).FirstOrDefault(h => h != PlaceKind.Unknown);
        var stated = group.Select(t => t.StatedCountry).FirstOrDefault(c => c is not null);
        Span<double> scores = stackalloc double[Gazetteer.MaxCandidates];
        var best = -1;
        for (var i = 0; i < candidates.Length; i++)
        {
            scores[i] = Score(Gazetteer.Shared[candidates[i]], group, hint, stated, others);
            best = best < 0 || scores[i] > scores[best] ? i : best;
        }

        // Candidates of one country are one answer: their probabilities add up.
        var chosen = Gazetteer.Shared[candidates[best]];
        double sum = 0, same = 0;
        for (var i = 0; i < candidates.Length; i++)
        {
            var odds = Math.Exp(scores[i] - scores[best]);
            sum += odds;
            same += Gazetteer.Shared[candidates[i]].Country == chosen.Country ? odds : 0;
        }

        var isSupported = chosen.Country is null || chosen.Country == stated || _shares.GetValueOrDefault(chosen.Country) > (first.IsLoose ? 0.1 : 0.02);
        var isKnown = chosen.IsListed || chosen.IsCapital || chosen.Population >= UnsupportedPopulation;
        if (!isSupported && (!isKnown || first.IsLoose))
        {
            foreach (var toponym in group)
            {
                toponym.Choice = -1;
            }

            return;
        }

        var rule = stated is not null && chosen.Country == stated ? "place.stated"
            : candidates.Length == 1 ? "place.only"
            : others is not null && same / sum > 0.5 && _shares.GetValueOrDefault(chosen.Country ?? "") > 0.3 ? "place.context"
            : "place.prior";
        foreach (var toponym in group)
        {
            toponym.Choice = chosen.Index;
            toponym.ChoiceConfidence = same / sum * (first.IsLoose ? 0.8 : 1);
            toponym.Rule = rule;
        }
    }

    private double Score(GazetteerPlace place, List<Toponym> group, PlaceKind hint, string? stated, int[]? others)
    {
        var score = PopulationPoints * Math.Log10(place.Population + 10);
        if (place.Kind == PlaceKind.Admin2)
        {
            score += DivisionPoints;
        }

        score += (place.IsListed ? ListedPoints : 0) + (place.IsCapital ? CapitalPoints : 0) + (place.IsAdminSeat ? SeatPoints : 0);
        score += hint != PlaceKind.Unknown && (hint == place.Kind || (hint is PlaceKind.Admin1 or PlaceKind.Admin2 && place.Kind is PlaceKind.Admin1 or PlaceKind.Admin2 or PlaceKind.Region)) ? HintPoints : 0;
        if (place.Country is { } country)
        {
            var share = _shares.GetValueOrDefault(country);
            score += (SharePoints * share) + (share > 0 ? NamedPoints : 0);
            score += country == stated ? StatedPoints : 0;
            score += country == _header.Outlet?.Value.Country ? OutletPoints : 0;
            foreach (var toponym in group)
            {
                if (IsNamedIn(toponym.Sentence, country))
                {
                    score += SentencePoints;
                    break;
                }
            }

            foreach (var other in _toponyms)
            {
                if (other.IsDateline && other.Choice >= 0 && !group.Contains(other) && Gazetteer.Shared[other.Choice].Country == country)
                {
                    score += DatelinePoints;
                    break;
                }
            }
        }
        else
        {
            score += SharePoints / 2;
        }

        if (others is not null && place.Kind is PlaceKind.City or PlaceKind.Admin2)
        {
            var nearest = double.MaxValue;
            foreach (var anchor in others)
            {
                if (!group.Any(t => t.Choice == anchor))
                {
                    nearest = Math.Min(nearest, place.DistanceTo(Gazetteer.Shared[anchor]));
                }
            }

            score += nearest < double.MaxValue ? NearPoints * Math.Exp(-nearest / NearKilometres) : 0;
        }

        return score;
    }

    private bool IsNamedIn(int sentence, string country)
    {
        foreach (var hit in _document.Hits)
        {
            if (hit.Sentence == sentence && hit.Country.Code == country)
            {
                return true;
            }
        }

        return false;
    }
}
