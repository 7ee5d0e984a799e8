using System.Globalization;
using System.Text.RegularExpressions;
using MetaService.Extraction.Actors;
using MetaService.Extraction.Actors.Knowledge;

namespace MetaService.DataBuilder.Lexicons;

/// <summary>Reads and checks the hand-kept tables of people, organisations, metonyms and general bodies.</summary>
internal sealed partial class KnowledgeSource
{
    private static readonly string[] _peopleKinds =
        ["politician", "military", "militant", "religious", "diplomat", "official", "activist", "business", "journalist", "athlete", "royal"];

    private readonly List<string> _problems;
    private readonly Dictionary<string, KnowledgeEntry> _byId = new(StringComparer.Ordinal);

    private KnowledgeSource(List<string> problems) => _problems = problems;

    /// <summary>Reads all tables of <paramref name="folder"/>; what is wrong with them goes to <paramref name="problems"/>.</summary>
    public static List<KnowledgeEntry> Read(string folder, List<string> problems)
    {
        var source = new KnowledgeSource(problems);
        var entries = new List<KnowledgeEntry>();
        entries.AddRange(source.People(Path.Combine(folder, "people-mideast.tsv")));
        entries.AddRange(source.People(Path.Combine(folder, "people-world.tsv")));
        entries.AddRange(source.Organizations(Path.Combine(folder, "orgs.tsv")));
        entries.AddRange(source.Metonyms(Path.Combine(folder, "metonyms.tsv")));
        entries.AddRange(source.Ministries(Path.Combine(folder, "ministries.tsv")));
        foreach (var entry in entries.Where(e => e.Parent.Length > 0 && !source._byId.ContainsKey(e.Parent)))
        {
            problems.Add($"{entry.Id}: parent {entry.Parent} does not exist");
        }

        AliasClashes.Check(entries, problems);
        return entries;
    }

    /// <summary>A year, month or day as yyyymmdd with zeros where not known; 0 for a blank.</summary>
    internal static bool TryDate(string text, out int date)
    {
        date = 0;
        if (text.Length == 0)
        {
            return true;
        }

        var match = DatePattern().Match(text);
        if (!match.Success)
        {
            return false;
        }

        int Part(int group) => match.Groups[group].Success ? int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture) : 0;
        var (year, month, day) = (Part(1), Part(2), Part(3));
        date = year * 10000 + month * 100 + day;
        return month <= 12 && day <= (month == 0 ? 0 : DateTime.DaysInMonth(Math.Max(year, 1), month));
    }

    [GeneratedRegex("^([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?$")]
    private static partial Regex DatePattern();

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex IdPattern();

    [GeneratedRegex("^[A-Z]{2}$")]
    private static partial Regex CountryPattern();

    [GeneratedRegex(@"weak alias \(short or an ordinary word\): ([^;]*)")]
    private static partial Regex WeakPattern();

    [GeneratedRegex("ambiguous alias ([^:;]*): also")]
    private static partial Regex AmbiguousPattern();

    [GeneratedRegex(@"family name first \(([^)]*)\)")]
    private static partial Regex FamilyFirstPattern();

    [GeneratedRegex(@"^(?<name>.*?)\s*\[(?<limits>[A-Z]{2}(?:,[A-Z]{2})*)\]$")]
    private static partial Regex LimitPattern();

    [GeneratedRegex(@"\s*\([^)]*\)\s*$")]
    private static partial Regex BracketPattern();

    private IEnumerable<KnowledgeEntry> People(string path)
    {
        var table = TsvTable.Read(path, ["id", "name", "aliases", "country", "roles", "kind", "notes"], _problems);
        foreach (var row in table.Rows)
        {
            var (id, name, notes, kind) = (table.Cell(row, "id"), table.Cell(row, "name"), table.Cell(row, "notes"), table.Cell(row, "kind"));
            if (!_peopleKinds.Contains(kind))
            {
                _problems.Add($"{table.File}: {id}: unknown kind {kind}");
            }

            var familyFirst = FamilyFirstPattern().Match(notes);
            var noLastName = kind == "royal" || name.Contains(" bin ", StringComparison.Ordinal) || name.EndsWith("Jr.", StringComparison.Ordinal)
                || name.Split(' ')[^1].All(c => c is 'I' or 'V' or 'X');
            var entry = new KnowledgeEntry
            {
                Id = id,
                Name = name,
                Kind = KnowledgeKind.Person,
                Type = ActorType.Person,
                Country = table.Cell(row, "country"),
                Cameo = PersonCameo(kind),
                Marks = (familyFirst.Success ? KnowledgeMarks.FamilyNameFirst : 0) | (noLastName ? KnowledgeMarks.NoLastName : 0),
            };
            if (!Register(table.File, entry))
            {
                continue;
            }

            entry.Names.Add((name, AliasMarks.Canonical));
            foreach (var alias in table.List(row, "aliases"))
            {
                // A one-word alias is a family name, a short name or a nickname: it needs the full name or a title beside it.
                entry.Names.Add((alias, alias.Contains(' ', StringComparison.Ordinal) ? AliasMarks.None : AliasMarks.LastName));
            }

            foreach (var (full, _) in entry.Names.ToList())
            {
                if (NameSkeleton.KeyOf(full) != 0)
                {
                    entry.Names.Add((full, AliasMarks.Skeleton));
                }
            }

            if (!noLastName && !familyFirst.Success)
            {
                entry.Names.Add((PersonNames.LastName(name).ToString(), AliasMarks.LastName));
            }

            foreach (var role in table.List(row, "roles"))
            {
                var parts = role.Split('@', StringSplitOptions.TrimEntries);
                if (parts.Length != 4 || parts[0].Length == 0 || !TryDate(parts[2], out var from) || !TryDate(parts[3], out var to) || (to != 0 && Earliest(from) > Latest(to)))
                {
                    _problems.Add($"{table.File}: {id}: role \"{role}\"");
                    continue;
                }

                entry.Roles.Add(new KnowledgeRole(parts[0], parts[1], from, to));
            }

            yield return entry;
        }
    }

    private IEnumerable<KnowledgeEntry> Organizations(string path)
    {
        var table = TsvTable.Read(path, ["id", "name", "aliases", "acronyms", "type", "country", "parent", "from", "to", "cameo", "notes"], _problems);
        foreach (var row in table.Rows)
        {
            var (id, name, notes) = (table.Cell(row, "id"), table.Cell(row, "name"), table.Cell(row, "notes"));
            if (!Enum.TryParse<ActorType>(table.Cell(row, "type").Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var type) || type == ActorType.Unknown)
            {
                _problems.Add($"{table.File}: {id}: unknown type {table.Cell(row, "type")}");
            }

            if (!TryDate(table.Cell(row, "from"), out var from) || !TryDate(table.Cell(row, "to"), out var to) || (to != 0 && Earliest(from) > Latest(to)))
            {
                _problems.Add($"{table.File}: {id}: dates {table.Cell(row, "from")} to {table.Cell(row, "to")}");
                (from, to) = (0, 0);
            }

            var entry = new KnowledgeEntry
            {
                Id = id,
                Name = BracketPattern().Replace(name, ""),
                Kind = KnowledgeKind.Organization,
                Type = type,
                Country = table.Cell(row, "country"),
                Cameo = table.Cell(row, "cameo"),
                Parent = table.Cell(row, "parent"),
                From = from,
                To = to,
                Marks = notes.Contains("not one organisation", StringComparison.Ordinal) ? KnowledgeMarks.Collective : 0,
            };
            if (!Register(table.File, entry))
            {
                continue;
            }

            var weak = WeakPattern().Matches(notes).SelectMany(m => m.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries)).ToHashSet(StringComparer.Ordinal);
            foreach (Match match in AmbiguousPattern().Matches(notes))
            {
                entry.Shared.Add(match.Groups[1].Value.Trim());
            }

            // A bracketed country or field is no part of the printed name.
            entry.Names.Add((name, AliasMarks.Canonical | (weak.Contains(name) ? AliasMarks.Weak : 0)));
            foreach (var alias in table.List(row, "aliases"))
            {
                entry.Names.Add((alias, weak.Contains(alias) ? AliasMarks.Weak : 0));
            }

            foreach (var acronym in table.List(row, "acronyms"))
            {
                entry.Names.Add((acronym, AliasMarks.Acronym | (weak.Contains(acronym) ? AliasMarks.Weak : 0)));
            }

            yield return entry;
        }
    }

    private IEnumerable<KnowledgeEntry> Metonyms(string path)
    {
        var table = TsvTable.Read(path, ["form", "stands_for", "kind", "notes"], _problems);
        var number = 0;
        foreach (var row in table.Rows)
        {
            var stands = table.Cell(row, "stands_for");
            var isCountry = CountryPattern().IsMatch(stands);
            var entry = new KnowledgeEntry
            {
                Id = $"metonym-{++number}",
                Name = table.Cell(row, "form"),
                Kind = KnowledgeKind.Metonym,
                Type = isCountry ? ActorType.State : ActorType.Unknown,
                Country = isCountry ? stands : "",
                Parent = isCountry ? "" : stands,
                Marks = table.Cell(row, "notes").StartsWith("RISK:", StringComparison.Ordinal) ? KnowledgeMarks.Risky : 0,
            };

            // Plain country names are the country table's affair.
            if (table.Cell(row, "notes").Contains("plain country name", StringComparison.Ordinal) || !Register(table.File, entry))
            {
                continue;
            }

            entry.Names.Add((entry.Name, AliasMarks.Canonical));
            yield return entry;
        }
    }

    private IEnumerable<KnowledgeEntry> Ministries(string path)
    {
        var table = TsvTable.Read(path, ["portfolio", "names", "head_titles", "cameo", "notes"], _problems);
        foreach (var row in table.Rows)
        {
            var portfolio = table.Cell(row, "portfolio");
            var cameo = table.Cell(row, "cameo");
            foreach (var (column, kind) in new[] { ("names", KnowledgeKind.Portfolio), ("head_titles", KnowledgeKind.OfficeTitle) })
            {
                foreach (var group in table.List(row, column).Select(Limit).GroupBy(n => n.Limits, StringComparer.Ordinal))
                {
                    var first = group.First().Name;
                    var entry = new KnowledgeEntry
                    {
                        Id = $"{portfolio}.{(kind == KnowledgeKind.Portfolio ? "body" : "title")}{(group.Key.Length == 0 ? "" : "." + group.Key)}",
                        Name = first,
                        Kind = kind,
                        Type = GeneralBodies.TypeOf(portfolio, cameo),
                        Cameo = cameo,
                        Limits = group.Key,
                    };
                    foreach (var (name, _) in group)
                    {
                        entry.Names.Add((name, name == first && name.Contains(' ', StringComparison.Ordinal) ? AliasMarks.Canonical : !name.Contains(' ', StringComparison.Ordinal) && name.Count(char.IsUpper) > 1 ? AliasMarks.Acronym : AliasMarks.None));
                    }

                    yield return entry;
                }
            }
        }
    }

    private static (string Name, string Limits) Limit(string name) =>
        LimitPattern().Match(name) is { Success: true } m ? (m.Groups["name"].Value, m.Groups["limits"].Value) : (name, "");

    private static string PersonCameo(string kind) => kind switch
    {
        "military" => "MIL",
        "militant" => "REB",
        "religious" => "REL",
        "business" => "BUS",
        "journalist" => "MED",
        "athlete" or "activist" => "CVL",
        _ => "GOV",
    };

    private static int Earliest(int date) => date;

    private static int Latest(int date) => date % 10000 == 0 ? date + 1231 : date % 100 == 0 ? date + 31 : date;

    private bool Register(string file, KnowledgeEntry entry)
    {
        if (!IdPattern().IsMatch(entry.Id))
        {
            _problems.Add($"{file}: malformed id \"{entry.Id}\"");
        }

        if (entry.Country.Length > 0 && !CountryPattern().IsMatch(entry.Country))
        {
            _problems.Add($"{file}: {entry.Id}: country \"{entry.Country}\"");
        }

        if (_byId.TryAdd(entry.Id, entry))
        {
            return true;
        }

        _problems.Add($"{file}: id {entry.Id} stands twice");
        return false;
    }
}
