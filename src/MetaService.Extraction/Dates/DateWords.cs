using System.Globalization;
using MetaService.Extraction.Resources;
using MetaService.Extraction.Text;

namespace MetaService.Extraction.Dates;

/// <summary>What a word may do in a stamp, beside naming a month or weekday.</summary>
[Flags]
internal enum DateWordRoles : ushort
{
    None = 0,

    /// <summary>Stands between date and clock: "at", "um".</summary>
    Link = 1,

    /// <summary>Stands between day, month and year: "of", "de".</summary>
    Of = 2,
    Am = 4,
    Pm = 8,

    /// <summary>Marks an age: "ago".</summary>
    Ago = 16,

    /// <summary>Stands behind a year: "AD", "هـ".</summary>
    Era = 32,

    /// <summary>Stands behind or within a clock: "h", "Uhr".</summary>
    Hour = 64,

    /// <summary>A unit of time: "hours".</summary>
    Unit = 128,

    /// <summary>Ordinal ending of a day: "nd".</summary>
    Ordinal = 256,
    Today = 512,
    Yesterday = 1024,
    Tomorrow = 2048,

    /// <summary>Beside a weekday: the one to come ("prochain").</summary>
    Next = 4096,

    /// <summary>Beside a weekday: the one gone by ("dernier").</summary>
    Last = 8192,
}

/// <summary>The meanings of a word in dates.</summary>
/// <param name="Month">1 to 12, 0 for none.</param>
/// <param name="Calendar">The month's calendar.</param>
/// <param name="IsShortMonth">Whether it is an abbreviated month.</param>
/// <param name="IsEnglish">Whether month or weekday is English.</param>
/// <param name="Weekday">ISO 8601, 1 (Monday) to 7, 0 for none.</param>
/// <param name="IsShortWeekday">Whether it is an abbreviated weekday.</param>
/// <param name="Roles">Other uses.</param>
/// <param name="Languages">The languages that know the word, a bit each (<see cref="DateWords.LanguageBit"/>).</param>
internal sealed record DateWord(
    int Month, CalendarKind Calendar, bool IsShortMonth, bool IsEnglish, int Weekday, bool IsShortWeekday, DateWordRoles Roles, uint Languages)
{
    public bool Is(DateWordRoles role) => (Roles & role) != 0;

    public DayOfWeek DayOfWeek => (DayOfWeek)(Weekday % 7);
}

/// <summary>Names of months and weekdays and the small words of stamps, of all languages: <c>Data/*/months.tsv</c>, <c>weekdays.tsv</c>, <c>date-words.tsv</c>.</summary>
internal sealed class DateWords
{
    /// <summary>The most letters that a name in the tables has.</summary>
    public const int MaxLetters = 24;

    /// <summary>The most words that a name in the tables has.</summary>
    public const int MaxWords = 4;

    /// <summary>English first: its meaning wins where languages share a word.</summary>
    private static readonly string[] _languages =
    [
        "en", "ar", "fa", "ku", "tr", "fr", "de", "es", "it", "pt", "sv", "ro", "ru", "nl", "da", "no", "pl", "cs", "uk", "hu", "fi", "el", "he", "id",
    ];

    private readonly FoldedTable<DateWord> _words;
    private readonly FoldedTable<bool> _starts;

    private DateWords()
    {
        var words = new Dictionary<string, DateWord>(StringComparer.Ordinal);
        var starts = new HashSet<string>(StringComparer.Ordinal);
        var bit = 0u;
        foreach (var language in _languages)
        {
            bit = LanguageBit(language);
            foreach (var row in EmbeddedData.Lines($"{language}/months.tsv").Select(l => l.Split('\t')))
            {
                var calendar = row[0] switch { "hijri" => CalendarKind.UmmAlQura, "solar" => CalendarKind.PersianSolar, _ => CalendarKind.Gregorian };
                Add(row[3], w => w.Month != 0 ? w : w with
                {
                    Month = int.Parse(row[1], CultureInfo.InvariantCulture),
                    Calendar = calendar,
                    IsShortMonth = row[2] == "short",
                    IsEnglish = language == "en" && calendar == CalendarKind.Gregorian,
                });
            }

            foreach (var row in EmbeddedData.Lines($"{language}/weekdays.tsv").Select(l => l.Split('\t')))
            {
                Add(row[2], w => w.Weekday != 0 ? w : w with
                {
                    Weekday = int.Parse(row[0], CultureInfo.InvariantCulture),
                    IsShortWeekday = row[1] == "short",
                    IsEnglish = w.IsEnglish || (language == "en" && w.Month == 0),
                });
            }

            foreach (var row in EmbeddedData.Lines($"{language}/date-words.tsv").Select(l => l.Split('\t')))
            {
                var role = Enum.Parse<DateWordRoles>(row[0], ignoreCase: true);
                Add(row[1], w => w with { Roles = w.Roles | role });
            }
        }

        _words = new FoldedTable<DateWord>(words);
        _starts = new FoldedTable<bool>(starts.ToDictionary(s => s, _ => true, StringComparer.Ordinal));

        void Add(string name, Func<DateWord, DateWord> change)
        {
            var key = Key(name);
            var word = words.GetValueOrDefault(key) ?? new DateWord(0, CalendarKind.Gregorian, false, false, 0, false, DateWordRoles.None, 0);
            words[key] = change(word) with { Languages = word.Languages | bit };
            var first = Key(name[..FirstWordLength(name)]);
            if (first != key)
            {
                starts.Add(first);
            }
        }
    }

    /// <summary>The tables built into this assembly.</summary>
    public static DateWords Default { get; } = new();

    /// <summary>The bit of a language (ISO 639-1) in <see cref="DateWord.Languages"/>; 0 for one without tables.</summary>
    public static uint LanguageBit(string language)
    {
        var index = Array.IndexOf(_languages, language);
        return index < 0 ? 0 : 1u << index;
    }

    /// <summary>The word with these folded letters, or null.</summary>
    public DateWord? Find(ReadOnlySpan<char> key) => _words.TryGet(key, out var word) ? word : null;

    /// <summary>Whether a name of several words may start with a word of these folded letters.</summary>
    public bool StartsName(ReadOnlySpan<char> key) => _starts.TryGet(key, out _);

    /// <summary>Whether a word, as printed, is neither in the tables nor the start of a name in them. False says nothing.</summary>
    public bool Excludes(ReadOnlySpan<char> word) => _words.Excludes(word) && _starts.Excludes(word);

    /// <summary>Folds to letters only. Returns the number written, or 0 where it is too long for any name in the tables.</summary>
    public static int Key(ReadOnlySpan<char> source, Span<char> destination)
    {
        var written = 0;
        foreach (var c in source)
        {
            if (TextFolding.IsDropped(c))
            {
                continue;
            }

            var folded = TextFolding.Fold(c);
            if (!char.IsLetter(folded))
            {
                continue;
            }

            if (written == destination.Length)
            {
                return 0;
            }

            destination[written++] = folded;
        }

        return written;
    }

    private static string Key(string source)
    {
        Span<char> buffer = stackalloc char[source.Length];
        return buffer[..Key(source, buffer)].ToString();
    }

    private static int FirstWordLength(string name)
    {
        var i = 0;
        while (i < name.Length && (char.IsLetter(name[i]) || TextFolding.IsDropped(name[i])))
        {
            i++;
        }

        return i;
    }
}
