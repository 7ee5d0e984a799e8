using System.Collections.Frozen;
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
    private const double OwnNamePoints = 1.5;
    private const double StatedPoints = 12;
    private const double SharePoints = 8;
    private const double NamedPoints = 3;
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
    private const double KilometresPerDegree = 111.2;

    /// <summary>Population codes (ten a doubling): at least 20,000, and twenty times that of any place in another country.</summary>
    private const int UnambiguousPopulationCode = 143;
    private const int UnambiguousLeadCode = 43;

    /// <summary>A place that no country of the article supports needs at least this population to be believed.</summary>
    private const long UnsupportedPopulation = 60_000;

    /// <summary>The same for an alternate name.</summary>
    private const long UnsupportedAlternatePopulation = 500_000;

    /// <summary>Distances are measured for candidates within this many points of the best, to this many places.</summary>
    private const double NearWindow = 8;
    private const int MaxAnchors = 16;

    /// <summary>A division that has a country's name (Georgia) is meant where its own country has at least this share, the other at most that.</summary>
    private const double DivisionShare = 0.4;
    private const double NamesakeShare = 0.08;

    private static readonly double[] _populationScore = PopulationScores();
    private static readonly FrozenDictionary<string, int> _namesakes = Namesakes();

    private readonly List<Toponym> _toponyms;
    private readonly DocumentGeography _document;
    private readonly int _outlet;
    private readonly double[] _shares = new double[GazetteerFormat.NoCountry + 1];
    private readonly bool[] _named = new bool[GazetteerFormat.NoCountry + 1];
    private readonly List<(int Place, double Latitude, double Longitude)> _anchors = new(MaxAnchors);
    private int _dateline = GazetteerFormat.NoCountry;

    public ToponymResolver(List<Toponym> toponyms, DocumentGeography document, HeaderInfo header)
    {
        _toponyms = toponyms;
        _document = document;
        _outlet = Gazetteer.Shared.CountryIndex(header.Outlet?.Value.Country);
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
            Choose(group);
        }

        // Second pass: with the places of the first as evidence, and their distances.
        ReadShares(useChoices: true);
        SettleNamesakes();
        foreach (var toponym in _toponyms)
        {
            if (toponym.Choice < 0)
            {
                continue;
            }

            if (toponym.ChoiceConfidence > 0.8 && _anchors.Count < MaxAnchors && !_anchors.Exists(a => a.Place == toponym.Choice)
                && Gazetteer.Shared.KindOf(toponym.Choice) is PlaceKind.City or PlaceKind.Admin1 or PlaceKind.Admin2)
            {
                _anchors.Add((toponym.Choice, Gazetteer.Shared.LatitudeOf(toponym.Choice), Gazetteer.Shared.LongitudeOf(toponym.Choice)));
            }

            if (toponym.IsDateline && _dateline == GazetteerFormat.NoCountry)
            {
                _dateline = Gazetteer.Shared.CountryIndexOf(toponym.Choice);
            }
        }

        foreach (var group in groups)
        {
            cancellation.ThrowIfCancellationRequested();
            Choose(group);
        }

        ReadShares(useChoices: true);
        for (var country = 0; country < GazetteerFormat.NoCountry; country++)
        {
            if (_shares[country] > DominantShare)
            {
                (DominantCountry, DominantShare) = (Gazetteer.Shared.CountryCode(country), _shares[country]);
            }
        }
    }

    /// <summary>Where all else in the article speaks for another country, the name of a country that one of its divisions shares is that division's.</summary>
    private void SettleNamesakes()
    {
        if (!_document.Hits.Exists(IsNamesake))
        {
            return;
        }

        ReadShares(useChoices: true, withNamesakes: false);
        foreach (var hit in _document.Hits)
        {
            if (IsDivision(hit))
            {
                var division = _namesakes[hit.Country.Code];
                _toponyms.Add(new Toponym
                {
                    Span = hit.Span,
                    Name = hit.Country.Name,
                    Sentence = hit.Sentence,
                    Hint = PlaceKind.Admin1,
                    NameConfidence = 0.9,
                    Candidates = new Candidates([division], 1, NameMatch.Exact),
                    Choice = division,
                    ChoiceConfidence = 0.9,
                    Rule = "place.namesake",
                });
            }
        }

        _document.Hits.RemoveAll(IsDivision);
        ReadShares(useChoices: true);

        bool IsDivision(CountryHit hit) => IsNamesake(hit)
            && _shares[Gazetteer.Shared.CountryIndexOf(_namesakes[hit.Country.Code])] >= DivisionShare
            && _shares[Gazetteer.Shared.CountryIndex(hit.Country.Code)] <= NamesakeShare;
    }

    private static bool IsNamesake(CountryHit hit) =>
        hit.Kind == CountryNameKind.Name && hit.Span.Length == hit.Country.Name.Length && _namesakes.ContainsKey(hit.Country.Code);

    /// <summary>By the code of a country, the populous division of another country that has its name.</summary>
    private static FrozenDictionary<string, int> Namesakes()
    {
        var namesakes = new Dictionary<string, int>(StringComparer.Ordinal);
        var found = new int[Gazetteer.MaxCandidates];
        foreach (var country in CountryTable.Shared.All)
        {
            foreach (var index in found.AsSpan(0, Gazetteer.Shared.Find(country.Name, found)))
            {
                if (Gazetteer.Shared[index] is { Kind: PlaceKind.Admin1, Population: > 3_000_000 } place && place.Country != country.Code)
                {
                    namesakes.TryAdd(country.Code, index);
                }
            }
        }

        return namesakes.ToFrozenDictionary(StringComparer.Ordinal);
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
            var all = groups[i];
            var stated = all.Where(t => t.StatedCountry is not null).Select(t => t.StatedCountry).Distinct().ToList();
            if (stated.Count > 1)
            {
                // The text itself tells two places of one name apart; a bare mention belongs to the first.
                groups[i] = [.. all.Where(t => t.StatedCountry is null || t.StatedCountry == stated[0])];
                groups.InsertRange(i + 1, stated.Skip(1).Select(s => all.Where(t => t.StatedCountry == s).ToList()));
            }
        }

        return groups;
    }

    private void ReadShares(bool useChoices, bool withNamesakes = true)
    {
        Array.Clear(_shares);
        var total = 0.0;
        foreach (var hit in _document.Hits)
        {
            if (withNamesakes || !IsNamesake(hit))
            {
                Add(Gazetteer.Shared.CountryIndex(hit.Country.Code), hit.Sentence <= _document.FirstBodySentence ? 2 : 1);
            }
        }

        foreach (var toponym in _toponyms)
        {
            if (useChoices)
            {
                if (toponym.Choice >= 0)
                {
                    Add(Gazetteer.Shared.CountryIndexOf(toponym.Choice), toponym.ChoiceConfidence * (toponym.Sentence <= _document.FirstBodySentence ? 2 : 1));
                }
            }
            else
            {
                Add(Unambiguous(toponym.Candidates), 1);
            }
        }

        Add(_outlet, 0.7);
        for (var country = 0; country < _shares.Length && total > 0; country++)
        {
            _shares[country] /= total;
        }

        void Add(int country, double weight)
        {
            if (country != GazetteerFormat.NoCountry)
            {
                _shares[country] += weight;
                total += weight;
            }
        }
    }

    /// <summary>The country of the most populous place where that outweighs those of other countries by far.</summary>
    private static int Unambiguous(Candidates candidates)
    {
        if (candidates.Match != NameMatch.Exact)
        {
            return GazetteerFormat.NoCountry;
        }

        var gazetteer = Gazetteer.Shared;
        var most = 0;
        for (var i = 1; i < candidates.Count; i++)
        {
            most = gazetteer.PopulationCodeOf(candidates.Indexes[i]) > gazetteer.PopulationCodeOf(candidates.Indexes[most]) ? i : most;
        }

        int country = gazetteer.CountryIndexOf(candidates.Indexes[most]), others = 0;
        foreach (var index in candidates.Indexes)
        {
            others = gazetteer.CountryIndexOf(index) == country ? others : Math.Max(others, gazetteer.PopulationCodeOf(index));
        }

        int code = gazetteer.PopulationCodeOf(candidates.Indexes[most]);
        return candidates.IsOwnName(most) && code >= UnambiguousPopulationCode && code > others + UnambiguousLeadCode ? country : GazetteerFormat.NoCountry;
    }

    private void Choose(List<Toponym> group)
    {
        var candidates = group[0].Candidates;
        if (candidates.Count == 0)
        {
            return;
        }

        var hint = PlaceKind.Unknown;
        string? statedCode = null;
        Array.Clear(_named);
        foreach (var toponym in group)
        {
            hint = hint == PlaceKind.Unknown ? toponym.Hint : hint;
            statedCode ??= toponym.StatedCountry;
            _document.MarkNamedIn(toponym.Sentence, _named);
        }

        var stated = Gazetteer.Shared.CountryIndex(statedCode);

        Span<double> scores = stackalloc double[Gazetteer.MaxCandidates];
        var best = 0;
        for (var i = 0; i < candidates.Count; i++)
        {
            scores[i] = Score(candidates.Indexes[i], hint, stated) + (candidates.IsOwnName(i) ? OwnNamePoints : 0);
            best = scores[i] > scores[best] ? i : best;
        }

        if (_anchors.Count > 0)
        {
            var threshold = scores[best] - NearWindow;
            for (var i = 0; i < candidates.Count; i++)
            {
                if (scores[i] >= threshold && candidates[i].Kind is PlaceKind.City or PlaceKind.Admin2)
                {
                    scores[i] += Nearness(candidates.Indexes[i], group[0].Choice);
                    best = scores[i] > scores[best] ? i : best;
                }
            }
        }

        // Candidates of one country are one answer: their probabilities add up.
        var chosen = candidates[best];
        var country = Gazetteer.Shared.CountryIndexOf(chosen.Index);
        double sum = 0, same = 0;
        for (var i = 0; i < candidates.Count; i++)
        {
            var odds = Math.Exp(scores[i] - scores[best]);
            sum += odds;
            same += i == best || Gazetteer.Shared.CountryIndexOf(candidates.Indexes[i]) == country ? odds : 0;
        }

        var isExact = candidates.Match == NameMatch.Exact;
        var isSupported = country == GazetteerFormat.NoCountry || country == stated || _shares[country] > (isExact ? 0.02 : 0.1);
        var isKnown = isExact && (candidates.IsOwnName(best)
            ? chosen.IsListed || chosen.IsCapital || chosen.Population >= UnsupportedPopulation
            : chosen.Population >= UnsupportedAlternatePopulation);
        var rule = statedCode is not null && country == stated ? "place.stated"
            : candidates.Count == 1 ? "place.only"
            : _shares[country] > 0.3 ? "place.context"
            : "place.prior";
        foreach (var toponym in group)
        {
            toponym.Choice = isSupported || isKnown ? chosen.Index : -1;
            toponym.ChoiceConfidence = same / sum * (isExact ? 1 : 0.8);
            toponym.Rule = rule;
        }
    }

    private double Score(int index, PlaceKind hint, int stated)
    {
        var gazetteer = Gazetteer.Shared;
        var kind = gazetteer.KindOf(index);
        var flags = gazetteer.FlagsOf(index);
        var score = _populationScore[gazetteer.PopulationCodeOf(index)]
            + (kind == PlaceKind.Admin2 ? DivisionPoints : 0)
            + ((flags & GazetteerFormat.Listed) != 0 ? ListedPoints : 0)
            + ((flags & GazetteerFormat.Capital) != 0 ? CapitalPoints : 0)
            + ((flags & GazetteerFormat.AdminSeat) != 0 ? SeatPoints : 0);
        if (hint != PlaceKind.Unknown
            && (hint == kind || (hint is PlaceKind.Admin1 or PlaceKind.Admin2 && kind is PlaceKind.Admin1 or PlaceKind.Admin2 or PlaceKind.Region)))
        {
            score += HintPoints;
        }

        var country = gazetteer.CountryIndexOf(index);
        if (country == GazetteerFormat.NoCountry)
        {
            return score + (SharePoints / 2);
        }

        var share = _shares[country];
        return score + (SharePoints * share) + (share > 0 ? NamedPoints : 0) + (country == stated ? StatedPoints : 0)
            + (country == _outlet ? OutletPoints : 0) + (country == _dateline ? DatelinePoints : 0) + (_named[country] ? SentencePoints : 0);
    }

    /// <summary>Points for the nearest other place of the article. The distance is that on a plane, true enough where it counts.</summary>
    private double Nearness(int index, int itself)
    {
        double latitude = Gazetteer.Shared.LatitudeOf(index), longitude = Gazetteer.Shared.LongitudeOf(index);
        var scale = Math.Cos(latitude * Math.PI / 180);
        var nearest = double.MaxValue;
        foreach (var anchor in _anchors)
        {
            if (anchor.Place != itself && anchor.Place != index)
            {
                double y = anchor.Latitude - latitude, x = (anchor.Longitude - longitude) * scale;
                nearest = Math.Min(nearest, (x * x) + (y * y));
            }
        }

        return nearest < double.MaxValue ? NearPoints * Math.Exp(-Math.Sqrt(nearest) * KilometresPerDegree / NearKilometres) : 0;
    }

    private static double[] PopulationScores()
    {
        var scores = new double[256];
        for (var code = 0; code < scores.Length; code++)
        {
            scores[code] = PopulationPoints * Math.Log10(GazetteerFormat.DecodePopulation((byte)code) + 10);
        }

        return scores;
    }
}
