using System.Globalization;
using System.Text.Json;
using MetaService.Extraction;
using MetaService.Extraction.Resources;
using MetaService.Extraction.Tagging;
using MetaService.Extraction.Tokens;

namespace MetaService.DataBuilder.Training;

/// <summary>What a phrase of the tagger's lexicon is. The numbers are those of the bits in the lexicon.</summary>
internal enum PhraseType
{
    GivenName,
    Surname,
    Person,
    PersonShort,
    Government,
    SecurityForce,
    ArmedGroup,
    Party,
    Intergovernmental,
    Company,
    Media,
    Organization,
    People,
    Country,
    LargeCity,
    Town,
    Village,
    Province,
    Title,
    Ministry,
    Metonym,
    Weak,
    ListedName,
    District,
}

/// <summary>Reads the sources of names and adds their phrases to a lexicon.</summary>
internal sealed class PhraseSources(LexiconBuilder lexicon)
{
    private const string WeakMark = "weak alias (short or an ordinary word): ";

    private static readonly string[] NearEast =
        ["IQ", "SY", "IR", "TR", "LB", "JO", "IL", "PS", "SA", "YE", "OM", "AE", "QA", "BH", "KW", "EG", "LY", "TN", "DZ", "MA", "SD", "AF", "PK"];

    private readonly Tokenizer _tokenizer = new();

    /// <summary>People, organisations, outlets, metonyms and ministries.</summary>
    public void AddKnowledge(string folder)
    {
        foreach (var file in (string[])["people-mideast.tsv", "people-world.tsv"])
        {
            foreach (var row in Rows(Path.Combine(folder, file)))
            {
                foreach (var name in (string[])[row["name"], .. List(row["aliases"])])
                {
                    var isFull = name.Contains(' ', StringComparison.Ordinal);
                    Add(name, isFull ? PhraseType.Person : PhraseType.PersonShort);
                    if (isFull && row["kind"] != "royal" && !char.IsDigit(name[^1]))
                    {
                        Add(name[(name.LastIndexOf(' ') + 1)..], PhraseType.PersonShort);
                    }
                }

                foreach (var role in List(row["roles"]))
                {
                    Add(role.Split('@')[0].Trim(), PhraseType.Title);
                }
            }
        }

        foreach (var row in Rows(Path.Combine(folder, "orgs.tsv")))
        {
            AddAll([row["name"], .. List(row["aliases"]), .. List(row["acronyms"])], OrganisationType(row["type"]), WeakOf(row["notes"]));
        }

        foreach (var row in Rows(Path.Combine(folder, "outlets.tsv")))
        {
            AddAll([row["name"], .. List(row["aliases"])], PhraseType.Media, WeakOf(row["notes"]));
        }

        foreach (var row in Rows(Path.Combine(folder, "metonyms.tsv")))
        {
            if (row["kind"] is "building" or "street")
            {
                Add(row["form"], PhraseType.Metonym);
            }
        }

        foreach (var row in Rows(Path.Combine(folder, "ministries.tsv")))
        {
            AddAll(List(row["names"]).Select(Unbracket), PhraseType.Ministry, []);
            AddAll(List(row["head_titles"]).Select(Unbracket), PhraseType.Title, []);
        }
    }

    /// <summary>Common names of people: <c>forenames.csv</c> and <c>surnames.csv</c>, and a list of names of either kind.</summary>
    public void AddNames(string folder, string names)
    {
        foreach (var (file, type, index) in (ReadOnlySpan<(string, PhraseType, int)>)[("forenames.csv", PhraseType.GivenName, 11), ("surnames.csv", PhraseType.Surname, 5)])
        {
            foreach (var line in File.ReadLines(Path.Combine(folder, file)).Skip(1))
            {
                var cells = line.Split(',');
                if (cells.Length > index && cells[index].Length > 1)
                {
                    Add(cells[index], type);
                }
            }
        }

        foreach (var line in File.ReadLines(names))
        {
            if (line.Length > 1 && line[0] != '#')
            {
                Add(line.Trim(), PhraseType.ListedName);
            }
        }
    }

    /// <summary>Countries and demonyms.</summary>
    public void AddCountries(IEnumerable<string> countryTable)
    {
        foreach (var line in countryTable)
        {
            var cells = line.Split('\t');
            AddAll([cells[4], .. List(cells[5])], PhraseType.Country, []);
            AddAll(List(cells[6]), PhraseType.People, []);
        }
    }

    /// <summary>Populated places in the form of GeoNames, and administrative units as JSON lists of names.</summary>
    public void AddPlaces(string cities, IEnumerable<string> provinces, string districts)
    {
        foreach (var line in File.ReadLines(cities))
        {
            var cells = line.Split('\t');
            if (cells.Length < 15)
            {
                continue;
            }

            var population = long.TryParse(cells[14], NumberStyles.Integer, CultureInfo.InvariantCulture, out var p) ? p : 0;
            var isNear = Array.IndexOf(NearEast, cells[8]) >= 0;
            var type = population >= 100_000 || cells[7] is "PPLC" or "PPLA" ? PhraseType.LargeCity
                : population >= 10_000 ? PhraseType.Town : PhraseType.Village;
            if (type == PhraseType.Village && !isNear && population < 4_000)
            {
                continue;
            }

            AddPlace(cells[1], type);
            AddPlace(cells[2], type);
            if (type == PhraseType.LargeCity || isNear)
            {
                foreach (var name in cells[3].Split(','))
                {
                    if (name.Length > 3 && name.All(c => c < 0x250))
                    {
                        AddPlace(name, type);
                    }
                }
            }
        }

        foreach (var name in provinces)
        {
            AddPlace(name, PhraseType.Province);
        }

        foreach (var (code, name) in CodedNames(districts))
        {
            if (Array.IndexOf(NearEast, code[..2]) >= 0)
            {
                AddPlace(name, PhraseType.District);
            }
        }
    }

    /// <summary>The names of a JSON list of objects with <c>code</c> and <c>name</c>.</summary>
    public static IEnumerable<(string Code, string Name)> CodedNames(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        foreach (var item in document.RootElement.EnumerateArray())
        {
            yield return (item.GetProperty("code").GetString()!, item.GetProperty("name").GetString()!);
        }
    }

    private void AddPlace(string name, PhraseType type)
    {
        // One- and two-letter names are noise; so are names of one word in lower case.
        if (name.Length > 2 && (char.IsUpper(name[0]) || name.Contains(' ', StringComparison.Ordinal) || name.Contains('-', StringComparison.Ordinal)))
        {
            Add(name, type);
        }
    }

    private void AddAll(IEnumerable<string> names, PhraseType type, HashSet<string> weak)
    {
        foreach (var name in names)
        {
            Add(name, type);
            if (weak.Contains(name))
            {
                Add(name, PhraseType.Weak);
            }
        }
    }

    private void Add(string name, PhraseType type)
    {
        var tokens = _tokenizer.Tokenize(name, null, new TextSpan(0, name.Length));
        if (tokens.Tokens.Count is 0 or > PhraseTable.MaxTokens)
        {
            return;
        }

        var hashes = new uint[tokens.Tokens.Count];
        for (var i = 0; i < hashes.Length; i++)
        {
            hashes[i] = FeatureHash.Folded(tokens[i]);
        }

        lexicon.AddPhrase(hashes, (int)type);
        if (hashes.Length > 2 && tokens[0] is "The" or "the")
        {
            lexicon.AddPhrase(hashes.AsSpan(1), (int)type);
        }
    }

    private static PhraseType OrganisationType(string type) => type switch
    {
        "GOVERNMENT" => PhraseType.Government,
        "SECURITY_FORCE" => PhraseType.SecurityForce,
        "ARMED_GROUP" => PhraseType.ArmedGroup,
        "PARTY" => PhraseType.Party,
        "INTERGOVERNMENTAL" => PhraseType.Intergovernmental,
        "COMPANY" => PhraseType.Company,
        "MEDIA" => PhraseType.Media,
        "PEOPLE" => PhraseType.People,
        _ => PhraseType.Organization,
    };

    private static HashSet<string> WeakOf(string notes)
    {
        var at = notes.IndexOf(WeakMark, StringComparison.Ordinal);
        return at < 0 ? [] : [.. notes[(at + WeakMark.Length)..].Split(';')[0].Split(',', StringSplitOptions.TrimEntries)];
    }

    private static string Unbracket(string name) => name.Split('[')[0].Trim();

    private static string[] List(string cell) => cell.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static IEnumerable<Dictionary<string, string>> Rows(string file)
    {
        string[]? names = null;
        foreach (var line in File.ReadLines(file))
        {
            var cells = line.Split('\t');
            if (names is null)
            {
                names = cells;
                continue;
            }

            yield return names.Select((name, i) => (name, Cell: i < cells.Length ? cells[i] : "")).ToDictionary(c => c.name, c => c.Cell);
        }
    }

    /// <summary>The country table that is built into the extractor.</summary>
    public static IEnumerable<string> BuiltInCountries() => EmbeddedData.Lines("countries.tsv");
}
