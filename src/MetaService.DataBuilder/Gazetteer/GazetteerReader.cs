using System.Globalization;
using System.Text.Json.Nodes;
using MetaService.Extraction.Places;

namespace MetaService.DataBuilder.Gazetteers;

/// <summary>Reads GeoNames tables and the list of our own into entries.</summary>
internal sealed class GazetteerReader
{
    private static readonly string[] _divisionWords =
    [
        "Governorate", "Province", "Region", "State", "District", "County", "Department", "Prefecture", "Oblast", "Oblast'", "Krai", "Kray",
        "Republic", "Municipality", "Emirate", "Division", "Parish", "Canton", "Raion", "Rayon", "City", "Territory", "Wilaya", "Voivodeship", "Shahrestan",
    ];

    private static readonly string[] _divisionPrefixes = ["Muhafazat", "Baladiyat", "Republic of", "Provincia de", "Departamento de", "Wilaya de", "Amanat", "State of", "County of"];

    private readonly Dictionary<string, GazetteerEntry> _admin1 = [];
    private readonly Dictionary<string, GazetteerEntry> _admin2 = [];

    /// <summary>All entries: first-order divisions, second-order divisions, populated places, own list, in this order.</summary>
    public List<GazetteerEntry> Entries { get; } = [];

    /// <summary>First-order divisions in order of their numbers.</summary>
    public List<GazetteerEntry> Admin1 { get; } = [];

    /// <summary>Second-order divisions in order of their numbers.</summary>
    public List<GazetteerEntry> Admin2 { get; } = [];

    /// <summary>Reads <c>admin1.json</c> and <c>admin2.json</c>.</summary>
    public void ReadDivisions(string folder)
    {
        ReadDivisions(Find(folder, "admin1.json"), PlaceKind.Admin1, _admin1, Admin1);
        ReadDivisions(Find(folder, "admin2.json"), PlaceKind.Admin2, _admin2, Admin2);
    }

    /// <summary>Reads <c>cities500.txt</c> and sums the populations of the divisions.</summary>
    public void ReadCities(string folder)
    {
        foreach (var line in File.ReadLines(Find(folder, "cities500.txt")))
        {
            var cells = line.Split('\t');
            if (cells.Length < 18)
            {
                continue;
            }

            var country = cells[8];
            var admin1 = _admin1.GetValueOrDefault($"{country}.{cells[10]}");
            var admin2 = _admin2.GetValueOrDefault($"{country}.{cells[10]}.{cells[11]}");
            var population = long.TryParse(cells[14], CultureInfo.InvariantCulture, out var p) ? p : 0;
            var entry = new GazetteerEntry
            {
                Name = PlaceNames.Usual(cells[1], cells[2]),
                Country = country,
                Kind = cells[7] == "PPLX" ? PlaceKind.Admin2 : PlaceKind.City,
                Latitude = Number(cells[4]),
                Longitude = Number(cells[5]),
                Population = population,
                GeonameId = int.Parse(cells[0], CultureInfo.InvariantCulture),
                Zone = cells[17],
                Admin1 = admin1,
                Admin2 = admin2,
                Flags = cells[7] switch { "PPLC" => GazetteerFormat.Capital, "PPLA" => GazetteerFormat.AdminSeat, _ => 0 },
            };
            entry.Names.Add(cells[1]);
            entry.Names.Add(cells[2]);
            entry.OwnNames = 2;
            var isLarge = population >= 100_000 || entry.Flags != 0;
            entry.Names.AddRange(cells[3].Split(',').Where(n => PlaceNames.IsUseful(n, isLarge)));
            Entries.Add(entry);
            Sum(admin1, entry);
            Sum(admin2, entry);
        }

        Admin2.RemoveAll(d => d.Population == 0);
        Entries.RemoveAll(e => e is { Kind: PlaceKind.Admin2, GeonameId: 0, Population: 0 });
        foreach (var division in Admin1.Concat(Admin2).Where(d => d.Population > 0))
        {
            division.Latitude /= division.Population;
            division.Longitude /= division.Population;
        }
    }

    /// <summary>Reads the list of our own: rows without coordinates give names to an entry that is there, the others are entries of their own.</summary>
    public void ReadList(string file)
    {
        var byName = new Dictionary<(string Country, PlaceKind Kind, string Key), GazetteerEntry>();
        foreach (var entry in Entries.Where(e => e.Kind is PlaceKind.City or PlaceKind.Admin1 && e.Country is not null).OrderByDescending(e => e.Population))
        {
            foreach (var name in entry.Names)
            {
                byName.TryAdd((entry.Country!, entry.Kind, GazetteerFormat.Key(name)), entry);
            }
        }

        var missing = new List<string>();
        foreach (var line in File.ReadLines(file).Where(l => l.Length > 0 && l[0] != '#'))
        {
            var cells = line.Split('\t');
            if (cells.Length != 5 || !Enum.TryParse<PlaceKind>(cells[0], ignoreCase: true, out var kind))
            {
                throw new UsageException($"{file}: not a row of five cells with a known kind: {line}");
            }

            var names = cells[4].Split('|');
            var country = cells[1].Length == 0 ? null : cells[1];
            var known = country is null ? null : names.Select(n => byName.GetValueOrDefault((country, kind, GazetteerFormat.Key(n))))
                .Where(e => e is not null).MaxBy(e => e!.Population);
            if (known is not null && cells[2].Length > 0 && GazetteerFormat.Key(known.Name) != GazetteerFormat.Key(names[0])
                && MetaService.Extraction.Places.Gazetteer.Distance(known.Latitude, known.Longitude, Number(cells[2]), Number(cells[3])) > 60)
            {
                known = null;
            }

            if (known is null && cells[2].Length == 0)
            {
                missing.Add($"{cells[0]} {country} {names[0]}");
                continue;
            }

            var entry = known;
            if (entry is null)
            {
                entry = new GazetteerEntry
                {
                    Name = names[0],
                    Country = country,
                    Kind = kind,
                    Latitude = Number(cells[2]),
                    Longitude = Number(cells[3]),
                    Population = kind switch { PlaceKind.Region => 3_000_000, PlaceKind.Feature => 1_000_000, PlaceKind.Site => 300_000, _ => 20_000 },
                };
                Entries.Add(entry);
            }

            entry.Name = names[0];
            entry.Flags |= GazetteerFormat.Listed;
            entry.Names.InsertRange(0, names);
            entry.OwnNames += names.Length;
        }

        if (missing.Count > 0)
        {
            throw new UsageException($"{file}: rows without coordinates that GeoNames does not know: {string.Join(", ", missing)}");
        }
    }

    private static void Sum(GazetteerEntry? division, GazetteerEntry city)
    {
        if (division is not null)
        {
            // A section of a city is counted with the city.
            var weight = city.Kind == PlaceKind.City ? Math.Max(1, city.Population) : 1;
            division.Population += weight;
            division.Latitude += city.Latitude * weight;
            division.Longitude += city.Longitude * weight;
        }
    }

    private void ReadDivisions(string file, PlaceKind kind, Dictionary<string, GazetteerEntry> byCode, List<GazetteerEntry> list)
    {
        foreach (var node in JsonNode.Parse(File.ReadAllText(file))!.AsArray())
        {
            var code = (string)node!["code"]!;
            var printed = (string)node["name"]!;
            var parts = code.Split('.');
            var entry = new GazetteerEntry
            {
                Name = PlaceNames.Usual(Strip(printed), PlaceNames.Ascii(Strip(printed))),
                Country = parts[0],
                Kind = kind,
                Admin1 = kind == PlaceKind.Admin2 ? _admin1.GetValueOrDefault($"{parts[0]}.{parts[1]}") : null,
            };
            entry.Names.Add(printed);
            if (kind == PlaceKind.Admin1 || !printed.EndsWith(" County", StringComparison.Ordinal))
            {
                entry.Names.Add(Strip(printed));
            }

            entry.OwnNames = entry.Names.Count;

            byCode[code] = entry;
            list.Add(entry);
            Entries.Add(entry);
        }
    }

    private static string Strip(string name)
    {
        foreach (var word in _divisionWords)
        {
            if (name.EndsWith(" " + word, StringComparison.OrdinalIgnoreCase))
            {
                return name[..^(word.Length + 1)];
            }
        }

        foreach (var prefix in _divisionPrefixes)
        {
            if (name.StartsWith(prefix + " ", StringComparison.Ordinal))
            {
                return name[(prefix.Length + 1)..];
            }
        }

        return name;
    }

    private static string Find(string folder, string file) =>
        Directory.EnumerateFiles(folder, file, SearchOption.AllDirectories).FirstOrDefault() ?? throw new UsageException($"no {file} under {folder}");

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);
}
