using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using MetaService.Extraction.Text;

namespace MetaService.DataBuilder.Text;

/// <summary><c>words</c>: builds the word list of the text repairer from word embeddings in order of frequency and from lists of names.</summary>
internal static class WordListCommand
{
    /// <summary>Words of running text that are kept; rarer ones are mostly misspellings and foreign words.</summary>
    private const int MaxWords = 200_000;

    /// <summary>Ranks given to names that running text does not know: likelier than a random string, rarer than most words.</summary>
    private const int KnowledgeRank = 60_000, NameRank = 110_000, CityRank = 80_000, TownRank = 150_000;

    private const int CityPopulation = 100_000, TownPopulation = 5_000;

    public static int Run(string[] args)
    {
        var options = Options.Parse(args, ["--embeddings", "--kb", "--names", "--people", "--cities", "--brands", "--out"], []);
        var words = new Dictionary<string, (int Rank, WordKinds Kinds)>(StringComparer.Ordinal);
        var rank = 0;
        foreach (var word in Vocabulary(options.Required("--embeddings")).Where(IsWord))
        {
            rank++;
            if (rank > MaxWords)
            {
                break;
            }

            words.TryAdd(TextFolding.Fold(word), (rank, WordKinds.Common));
        }

        var common = words.Count;
        if (options["--kb"] is { } kb)
        {
            foreach (var file in Directory.GetFiles(kb, "people-*.tsv").Order(StringComparer.Ordinal))
            {
                AddColumns(words, file, [1, 2], KnowledgeRank, WordKinds.Person);
            }

            AddColumns(words, Path.Combine(kb, "orgs.tsv"), [1, 2], KnowledgeRank, WordKinds.None);
            AddColumns(words, Path.Combine(kb, "outlets.tsv"), [1, 2], KnowledgeRank, WordKinds.None);
        }

        if (options["--brands"] is { } brands)
        {
            foreach (var line in File.ReadLines(brands).Where(l => l.Length > 0 && l[0] != '#'))
            {
                Add(words, line, KnowledgeRank, WordKinds.None);
            }
        }

        if (options["--names"] is { } names)
        {
            AddCsv(words, Path.Combine(names, "forenames.csv"), "Romanized Name");
            AddCsv(words, Path.Combine(names, "surnames.csv"), "Romanized Name");
        }

        if (options["--people"] is { } people)
        {
            foreach (var line in File.ReadLines(people).Where(l => l.Length > 0 && l[0] != '#'))
            {
                Add(words, line, NameRank, WordKinds.Person);
            }
        }

        if (options["--cities"] is { } cities)
        {
            AddCities(words, cities);
        }

        var file2 = WordList.Build([.. words.Select(w => (w.Key, w.Value.Rank, w.Value.Kinds))]);
        File.WriteAllBytes(options.Required("--out"), file2);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{words.Count} words, {common} of them from running text; {file2.Length} bytes"));
        return 0;
    }

    private static bool IsWord(string word) => word.Length <= WordList.MaxLength && word.All(char.IsLetter);

    private static void Add(Dictionary<string, (int Rank, WordKinds Kinds)> words, string text, int rank, WordKinds kinds)
    {
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && (char.IsLetter(text[i]) || TextFolding.IsDropped(text[i])))
            {
                start = start < 0 ? i : start;
                continue;
            }

            if (start >= 0 && i - start is > 1 and <= WordList.MaxLength)
            {
                var word = text[start..i];
                var key = TextFolding.Fold(word);
                kinds = (kinds & ~WordKinds.MixedCase) | (IsMixedCase(word) ? WordKinds.MixedCase : 0);
                words[key] = words.TryGetValue(key, out var known) ? (known.Rank, known.Kinds | kinds) : (rank, kinds);
            }

            start = -1;
        }
    }

    /// <summary>A capital behind a small letter, or small letters behind several capitals.</summary>
    private static bool IsMixedCase(string word)
    {
        for (var i = 1; i < word.Length; i++)
        {
            if (char.IsUpper(word[i]) && char.IsLower(word[i - 1]))
            {
                return true;
            }
        }

        return word.Length > 3 && char.IsUpper(word[0]) && char.IsUpper(word[1]) && char.IsLower(word[^1]);
    }

    private static void AddColumns(Dictionary<string, (int Rank, WordKinds Kinds)> words, string file, int[] columns, int rank, WordKinds kinds)
    {
        foreach (var line in File.ReadLines(file).Skip(1))
        {
            var cells = line.Split('\t');
            foreach (var column in columns.Where(c => c < cells.Length))
            {
                Add(words, cells[column], rank, kinds);
            }
        }
    }

    private static void AddCsv(Dictionary<string, (int Rank, WordKinds Kinds)> words, string file, string column)
    {
        var lines = File.ReadAllLines(file);
        var index = Array.IndexOf(lines[0].TrimStart('\uFEFF').Split(','), column);
        foreach (var line in lines.Skip(1))
        {
            var cells = line.Split(',');
            if (index >= 0 && index < cells.Length)
            {
                Add(words, cells[index], NameRank, WordKinds.Person);
            }
        }
    }

    private static void AddCities(Dictionary<string, (int Rank, WordKinds Kinds)> words, string file)
    {
        // The columns of GeoNames: 1 name, 2 ASCII name, 14 population.
        var rows = File.ReadLines(file).Select(l => l.Split('\t')).Where(c => c.Length > 14)
            .Select(c => (Name: c[1], Population: long.TryParse(c[14], NumberStyles.None, CultureInfo.InvariantCulture, out var p) ? p : 0))
            .Where(c => c.Population >= TownPopulation).OrderByDescending(c => c.Population);
        foreach (var (name, population) in rows)
        {
            Add(words, name, population >= CityPopulation ? CityRank : TownRank, WordKinds.Place);
        }
    }

    /// <summary>The strings of the property <c>words</c> of a JSON file, read as a stream.</summary>
    private static IEnumerable<string> Vocabulary(string file)
    {
        using var stream = File.OpenRead(file);
        var buffer = new byte[1 << 16];
        var filled = 0;
        var state = new JsonReaderState();
        var inside = false;
        var words = new List<string>();
        while (true)
        {
            var read = stream.Read(buffer, filled, buffer.Length - filled);
            filled += read;
            words.Clear();
            var (consumed, done) = ReadWords(buffer.AsSpan(0, filled), read == 0, ref state, ref inside, words);
            foreach (var word in words)
            {
                yield return word;
            }

            if (done || read == 0)
            {
                yield break;
            }

            filled -= consumed;
            Array.Copy(buffer, consumed, buffer, 0, filled);
        }
    }

    private static (int Consumed, bool Done) ReadWords(ReadOnlySpan<byte> bytes, bool last, ref JsonReaderState state, ref bool inside, List<string> words)
    {
        var reader = new Utf8JsonReader(bytes, last, state);
        var done = false;
        while (!done && reader.Read())
        {
            if (inside)
            {
                done = reader.TokenType == JsonTokenType.EndArray;
                if (reader.TokenType == JsonTokenType.String)
                {
                    words.Add(reader.GetString()!);
                }
            }
            else if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("words"))
            {
                inside = true;
            }
        }

        state = reader.CurrentState;
        return ((int)reader.BytesConsumed, done);
    }
}
